/** What is protected, by name. */
@NullMarked
package io.leveredge.chronos.engine.target;

import org.jspecify.annotations.NullMarked;
