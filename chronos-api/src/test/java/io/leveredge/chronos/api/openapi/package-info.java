/** The OpenAPI document. */
@NullMarked
package io.leveredge.chronos.api.openapi;

import org.jspecify.annotations.NullMarked;
