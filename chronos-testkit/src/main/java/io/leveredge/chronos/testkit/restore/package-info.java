/** Restorers and drills whose every move a test decides, and what all of them promise. */
@NullMarked
package io.leveredge.chronos.testkit.restore;

import org.jspecify.annotations.NullMarked;
