/** What is found out about a backup after it was published, and what that adds up to. */
@NullMarked
package io.leveredge.chronos.domain.fact;

import org.jspecify.annotations.NullMarked;
