/** JSON bodies, read so that every fault names the field it is in. */
@NullMarked
package io.leveredge.chronos.api.json;

import org.jspecify.annotations.NullMarked;
