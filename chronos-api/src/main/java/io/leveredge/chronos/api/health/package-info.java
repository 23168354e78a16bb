/** The health report over HTTP. */
@NullMarked
package io.leveredge.chronos.api.health;

import org.jspecify.annotations.NullMarked;
