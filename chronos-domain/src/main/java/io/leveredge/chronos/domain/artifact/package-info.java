/** The files of a backup and what is known about their bytes. */
@NullMarked
package io.leveredge.chronos.domain.artifact;

import org.jspecify.annotations.NullMarked;
