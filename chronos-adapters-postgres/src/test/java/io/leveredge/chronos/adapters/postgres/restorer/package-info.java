@NullMarked
package io.leveredge.chronos.adapters.postgres.restorer;

import org.jspecify.annotations.NullMarked;
