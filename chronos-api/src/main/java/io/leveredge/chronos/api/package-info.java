/** The HTTP surface: REST on one port, JSON in snake_case, errors as problem details. */
@NullMarked
package io.leveredge.chronos.api;

import org.jspecify.annotations.NullMarked;
