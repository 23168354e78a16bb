/** The whole surface on a real port, over an engine whose outside is in memory. */
@NullMarked
package io.leveredge.chronos.api.service;

import org.jspecify.annotations.NullMarked;
