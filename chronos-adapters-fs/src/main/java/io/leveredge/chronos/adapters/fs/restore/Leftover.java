package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.nio.file.Path;

/** How the folders are called in which files are written before they get their names. */
final class Leftover {
  static final String PREFIX = ".chronos-restore-";

  private Leftover() {}

  /** The name for one job. */
  static Path of(String job) {
    return Path.of(PREFIX + job);
  }

  /** The name for what that job keeps until it is done. */
  static Path keptOf(String job) {
    return Path.of(PREFIX + job + "-kept");
  }

  static boolean is(Path name) {
    return RawName.of(name).text().startsWith(PREFIX);
  }
}
