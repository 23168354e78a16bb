/** Promises that only hold if they survive real faults: killed processes, full and broken disks. */
@NullMarked
package io.leveredge.chronos.adapters.fs.fault;

import org.jspecify.annotations.NullMarked;
