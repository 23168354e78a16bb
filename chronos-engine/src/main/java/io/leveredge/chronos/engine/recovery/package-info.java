/** What a start and a returning catalog have to settle. */
@NullMarked
package io.leveredge.chronos.engine.recovery;

import org.jspecify.annotations.NullMarked;
