/** What every keeper of claims has to keep to, and one in memory. */
@NullMarked
package io.leveredge.chronos.testkit.claim;

import org.jspecify.annotations.NullMarked;
