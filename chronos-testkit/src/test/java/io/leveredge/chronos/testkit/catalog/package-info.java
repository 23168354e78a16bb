/** The catalog in memory keeps the contract that it stands in for. */
@NullMarked
package io.leveredge.chronos.testkit.catalog;

import org.jspecify.annotations.NullMarked;
