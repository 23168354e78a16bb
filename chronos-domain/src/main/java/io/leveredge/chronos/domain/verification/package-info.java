/** What reading a backup again, byte by byte, has found. */
@NullMarked
package io.leveredge.chronos.domain.verification;

import org.jspecify.annotations.NullMarked;
