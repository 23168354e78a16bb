/** Tests of what reaches a server. */
@NullMarked
package io.leveredge.chronos.adapters.postgres.client;

import org.jspecify.annotations.NullMarked;
