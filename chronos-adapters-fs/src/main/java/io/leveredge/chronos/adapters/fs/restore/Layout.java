package io.leveredge.chronos.adapters.fs.restore;

import java.nio.file.Path;
import java.util.Optional;

/** Where the entries of a backup go. Asked for one after the other, in the order of the backup. */
interface Layout {

  /**
   * Where that entry goes; empty where it has no place.
   *
   * @param path absolute, as the backup has it
   */
  Optional<Spot> spot(Path path, boolean directory);
}
