/** The operating system. */
@NullMarked
package io.leveredge.chronos.adapters.os;

import org.jspecify.annotations.NullMarked;
