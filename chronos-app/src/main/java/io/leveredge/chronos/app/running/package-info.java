/** What goes on beside the requests: start, catching up with the catalog, stop. */
@NullMarked
package io.leveredge.chronos.app.running;

import org.jspecify.annotations.NullMarked;
