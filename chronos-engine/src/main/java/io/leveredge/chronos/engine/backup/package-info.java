/** Taking a backup: from the request to the published directory. */
@NullMarked
package io.leveredge.chronos.engine.backup;

import org.jspecify.annotations.NullMarked;
