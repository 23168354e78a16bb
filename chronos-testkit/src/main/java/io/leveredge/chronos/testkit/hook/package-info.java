/** Hooks whose every move a test decides, and what all hooks promise. */
@NullMarked
package io.leveredge.chronos.testkit.hook;

import org.jspecify.annotations.NullMarked;
