/** What is done with numbers once they are measured: medians, ratios, percentiles, tables. */
@NullMarked
package io.leveredge.chronos.bench.measure;

import org.jspecify.annotations.NullMarked;
