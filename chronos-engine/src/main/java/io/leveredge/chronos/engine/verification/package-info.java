/** Whether what is stored is still what was written. */
@NullMarked
package io.leveredge.chronos.engine.verification;

import org.jspecify.annotations.NullMarked;
