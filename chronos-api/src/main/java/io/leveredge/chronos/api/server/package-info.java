/** What the HTTP server itself is told. */
@NullMarked
package io.leveredge.chronos.api.server;

import org.jspecify.annotations.NullMarked;
