package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;

/** Names of an index as paths. A name that says anything but where one file lies is none. */
final class EntryPath {
  private static final Path ROOT = Path.of("/");

  private EntryPath() {}

  /**
   * The absolute path of an entry.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where the name is absolute, has a NUL, or has a
   *     part that is empty, {@code .} or {@code ..}
   */
  static Path of(RawName name) {
    return relative(name)
        .map(ROOT::resolve)
        .orElseThrow(
            () ->
                new ChronosException(
                    ErrorCode.BACKUP_CORRUPT,
                    "The index of the files has '" + name + "', which is no name of a file"));
  }

  /**
   * The path that a caller wrote as the names of an index are written, if it is absolute and one.
   */
  static Optional<Path> parse(String escaped) {
    String tidy =
        escaped.length() > 1 && escaped.endsWith("/")
            ? escaped.substring(0, escaped.length() - 1)
            : escaped;
    if (!tidy.startsWith("/")) {
      return Optional.empty();
    }
    try {
      return relative(RawName.unescape(tidy.substring(1))).map(ROOT::resolve);
    } catch (IllegalArgumentException notEscaped) {
      return Optional.empty();
    }
  }

  private static Optional<Path> relative(RawName name) {
    String text = name.text();
    if (text.contains("//") || text.endsWith("/")) {
      return Optional.empty();
    }
    Path path;
    try {
      path = name.path();
    } catch (IllegalArgumentException noPath) {
      return Optional.empty();
    }
    if (path.isAbsolute() || !RawName.of(path).equals(name)) {
      return Optional.empty();
    }
    for (Path part : path) {
      if (part.toString().equals(".") || part.toString().equals("..")) {
        return Optional.empty();
      }
    }
    return Optional.of(path);
  }

  /** A path as people are told of it: its odd bytes escaped, as in the index. */
  static String text(Path path) {
    return RawName.of(path).escaped();
  }
}
