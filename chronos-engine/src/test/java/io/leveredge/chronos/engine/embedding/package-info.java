/** The engine as another agent would use it, with adapters of its own choosing. */
@NullMarked
package io.leveredge.chronos.engine.embedding;

import org.jspecify.annotations.NullMarked;
