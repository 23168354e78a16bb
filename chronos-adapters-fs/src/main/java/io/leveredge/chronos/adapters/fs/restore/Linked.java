package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry;
import java.util.Optional;

/**
 * An entry that has other names.
 *
 * @param wanted whether it is restored
 * @param staysAs what lies in its place now, device and inode, if that stays
 */
record Linked(ArchivedEntry entry, boolean wanted, Optional<Object> staysAs) {}
