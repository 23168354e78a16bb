/** The JSON of manifests and of what else is noted about backups. */
@NullMarked
package io.leveredge.chronos.adapters.fs.manifest;

import org.jspecify.annotations.NullMarked;
