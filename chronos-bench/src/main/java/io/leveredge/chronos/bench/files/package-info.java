/** Configuration files, archived by CHRONOS and by the plain tools. */
@NullMarked
package io.leveredge.chronos.bench.files;

import org.jspecify.annotations.NullMarked;
