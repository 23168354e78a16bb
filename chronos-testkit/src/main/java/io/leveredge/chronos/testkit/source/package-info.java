/** A source of backups whose every move a test decides, and what every source promises. */
@NullMarked
package io.leveredge.chronos.testkit.source;

import org.jspecify.annotations.NullMarked;
