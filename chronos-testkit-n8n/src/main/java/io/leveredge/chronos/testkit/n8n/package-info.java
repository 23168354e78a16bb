/**
 * n8n for tests: a fake that answers as two real versions were seen to, with faults to order, the
 * real one where a test run asks for it, and the contract that both are held to.
 */
@NullMarked
package io.leveredge.chronos.testkit.n8n;

import org.jspecify.annotations.NullMarked;
