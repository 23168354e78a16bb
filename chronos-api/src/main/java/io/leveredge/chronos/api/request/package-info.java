/** What every call reads of its request besides the body: ids, parameters, headers. */
@NullMarked
package io.leveredge.chronos.api.request;

import org.jspecify.annotations.NullMarked;
