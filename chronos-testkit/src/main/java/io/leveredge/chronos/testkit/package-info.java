/** Builders of sample values, fakes of the ports, and the contract test of each port. */
@NullMarked
package io.leveredge.chronos.testkit;

import org.jspecify.annotations.NullMarked;
