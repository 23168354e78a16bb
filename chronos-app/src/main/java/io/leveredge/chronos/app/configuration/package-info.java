/** What the operator said, read once at start and checked as a whole. */
@NullMarked
package io.leveredge.chronos.app.configuration;

import org.jspecify.annotations.NullMarked;
