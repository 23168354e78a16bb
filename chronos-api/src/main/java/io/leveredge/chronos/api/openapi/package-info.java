/** The description of the interface, for programs. */
@NullMarked
package io.leveredge.chronos.api.openapi;

import org.jspecify.annotations.NullMarked;
