/** What a database dump holds, computed from the stream as it passes. */
@NullMarked
package io.leveredge.chronos.domain.inventory;

import org.jspecify.annotations.NullMarked;
