/** n8n as a source, tried against the fake with its faults, and where asked for a real one. */
@NullMarked
package io.leveredge.chronos.adapters.n8n;

import org.jspecify.annotations.NullMarked;
