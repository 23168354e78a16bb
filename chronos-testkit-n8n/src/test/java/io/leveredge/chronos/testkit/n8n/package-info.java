/** The fake and the real n8n, held to the same contract. */
@NullMarked
package io.leveredge.chronos.testkit.n8n;

import org.jspecify.annotations.NullMarked;
