/** CHRONOS measured side by side with the plain tools. */
@NullMarked
package io.leveredge.chronos.bench;

import org.jspecify.annotations.NullMarked;
