/** What is backed up: databases, workflows, files. */
@NullMarked
package io.leveredge.chronos.ports.source;

import org.jspecify.annotations.NullMarked;
