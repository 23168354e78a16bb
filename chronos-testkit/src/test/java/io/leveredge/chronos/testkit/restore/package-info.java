/** The scripted restorer and drill keep what all of them promise. */
@NullMarked
package io.leveredge.chronos.testkit.restore;

import org.jspecify.annotations.NullMarked;
