/**
 * CHRONOS measured side by side with the plain tools, in one run on one machine, because only then
 * do the numbers compare. {@link io.leveredge.chronos.bench.Bench} is the program; a section of its
 * report is made by each of the packages {@code dump}, {@code start} and {@code list}.
 */
@NullMarked
package io.leveredge.chronos.bench;

import org.jspecify.annotations.NullMarked;
