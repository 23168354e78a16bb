/** What all sections measure with: the options of the run, the server, the service, the console. */
@NullMarked
package io.leveredge.chronos.bench.rig;

import org.jspecify.annotations.NullMarked;
