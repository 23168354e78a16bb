/** Section list: how long a page of a long list takes. */
@NullMarked
package io.leveredge.chronos.bench.list;

import org.jspecify.annotations.NullMarked;
