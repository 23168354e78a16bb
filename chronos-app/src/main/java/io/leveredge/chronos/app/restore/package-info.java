/**
 * {@code ./chronos restore}: a restore from one directory, on the terminal, without the service and
 * without its catalog. The engine's use cases are put together by hand here, over the adapters that
 * need neither.
 */
@NullMarked
package io.leveredge.chronos.app.restore;

import org.jspecify.annotations.NullMarked;
