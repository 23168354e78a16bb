/** Section dump: how long a backup takes beside what the plain tools take. */
@NullMarked
package io.leveredge.chronos.bench.dump;

import org.jspecify.annotations.NullMarked;
