/** The health report, from outside. */
@NullMarked
package io.leveredge.chronos.api.health;

import org.jspecify.annotations.NullMarked;
