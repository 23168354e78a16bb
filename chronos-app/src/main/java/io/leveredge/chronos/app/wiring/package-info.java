/** Which adapter stands behind which port. */
@NullMarked
package io.leveredge.chronos.app.wiring;

import org.jspecify.annotations.NullMarked;
