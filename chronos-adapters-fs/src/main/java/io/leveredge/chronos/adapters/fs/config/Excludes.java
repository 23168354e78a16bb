package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is left out below a root, by patterns. One without a slash, such as {@code *.log} or {@code
 * node_modules}, is for the name of a file or folder, wherever it lies; one with a slash, such as
 * {@code /etc/app/cache} or {@code /srv/**}{@code /tmp}, is for the whole absolute path. A folder
 * that is left out takes along all it holds. A root is never left out by a pattern.
 *
 * <p>{@code *} is any number of characters and {@code ?} is one, neither of them a slash; {@code
 * [a-z]} and {@code [!a-z]} are one of some; {@code **} is anything, slashes included, and {@code
 * /**}{@code /} also a single slash. A backslash takes the meaning from what follows it.
 */
public final class Excludes {
  private final List<Pattern> names = new ArrayList<>();
  private final List<Pattern> paths = new ArrayList<>();

  /**
   * @throws IllegalArgumentException naming the pattern that is none
   */
  public Excludes(List<String> patterns) {
    for (String pattern : patterns) {
      boolean path = pattern.contains("/");
      if (pattern.isBlank() || (path && !pattern.startsWith("/") && !pattern.startsWith("**"))) {
        throw new IllegalArgumentException(
            "'"
                + pattern
                + "' leaves nothing out: a pattern is a name without a slash, or begins with '/' or"
                + " '**'");
      }
      (path ? paths : names).add(new GlobParser(pattern).parse());
    }
  }

  /** Whether that absolute path is left out, or something above it below {@code root}. */
  public boolean matchBetween(Path root, Path path) {
    for (Path at = path; at != null && !at.equals(root); at = at.getParent()) {
      if (match(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether that absolute path is left out, where nothing above it is. */
  public boolean match(Path path) {
    return !(names.isEmpty() && paths.isEmpty()) && match(RawName.of(path).text());
  }

  private boolean match(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return names.stream().anyMatch(pattern -> pattern.matcher(name).matches())
        || paths.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }
}
