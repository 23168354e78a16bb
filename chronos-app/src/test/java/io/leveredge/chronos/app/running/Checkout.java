package io.leveredge.chronos.app.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkout of its own, in which {@code ./chronos} keeps its own state: what is built is that of
 * the checkout that is tested.
 */
final class Checkout {
  static final Path TESTED =
      Path.of(System.getProperty("basedir", ".")).resolve("..").toAbsolutePath().normalize();

  private Checkout() {}

  /**
   * Makes it.
   *
   * @param modules that are built, for {@code ./chronos} to leave them as they are
   */
  static Path in(Path folder, List<String> modules) throws IOException {
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.copy(
        TESTED.resolve("chronos"), checkout.resolve("chronos"), StandardCopyOption.COPY_ATTRIBUTES);
    try (Stream<Path> all = Files.list(TESTED)) {
      for (Path each : all.toList()) {
        String name = each.getFileName().toString();
        if (name.startsWith("chronos-") || name.equals("pom.xml") || name.equals("build")) {
          Files.createSymbolicLink(checkout.resolve(name), each);
        }
      }
    }
    Path notes = Files.createDirectories(checkout.resolve("target/launcher"));
    for (String module : modules) {
      Files.writeString(notes.resolve(module + ".built"), "1");
    }
    return checkout;
  }

  /** Removes what leads out of it. */
  static void leave(Path checkout) throws IOException {
    try (Stream<Path> all = Files.list(checkout)) {
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }
}
