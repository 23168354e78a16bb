package io.leveredge.chronos.adapters.postgres.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where client programs may lie, the most trusted place first. */
final class ClientFolders {
  /** Parent folder and names below it: Debian's and Alpine's layout, then that of PGDG's RPMs. */
  private static final Map<Path, Pattern> PACKAGED =
      Map.of(
          Path.of("/usr/lib/postgresql"), Pattern.compile("\\d+"),
          Path.of("/usr/libexec"), Pattern.compile("postgresql\\d+"),
          Path.of("/usr"), Pattern.compile("pgsql-\\d+"));

  private ClientFolders() {}

  /** The configured folder, then those of the packages, then those of the search path. */
  static List<Path> of(Optional<Path> configured, Optional<String> searchPath) {
    List<Path> folders = new ArrayList<>(configured.stream().toList());
    PACKAGED.forEach((parent, names) -> folders.addAll(below(parent, names)));
    for (String folder : searchPath.orElse("").split(Pattern.quote(File.pathSeparator), -1)) {
      if (folder.startsWith("/")) {
        folders.add(Path.of(folder));
      }
    }
    return folders.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("pg_dump")))
        .distinct()
        .toList();
  }

  private static List<Path> below(Path parent, Pattern names) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        if (names.matcher(child.getFileName().toString()).matches()) {
          found.add(Files.isDirectory(child.resolve("bin")) ? child.resolve("bin") : child);
        }
      }
    } catch (IOException absent) {
      return List.of();
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }
}
