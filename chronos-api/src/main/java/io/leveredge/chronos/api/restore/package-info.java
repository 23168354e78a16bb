/** Restores over HTTP: their plans, their jobs, their record, undo and drills. */
@NullMarked
package io.leveredge.chronos.api.restore;

import org.jspecify.annotations.NullMarked;
