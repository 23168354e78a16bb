/** What lies beside the Java sources and is code all the same: the launcher and the image. */
@NullMarked
package io.leveredge.chronos.checkout;

import org.jspecify.annotations.NullMarked;
