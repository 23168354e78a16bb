/** Who may call: tokens, the host a caller names, and the web pages that may call at all. */
@NullMarked
package io.leveredge.chronos.api.access;

import org.jspecify.annotations.NullMarked;
