package io.leveredge.chronos.adapters.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The time from one start of the kernel to the next. Containers share their host's. */
final class Boot {
  /** A random UUID of each boot, random(4). */
  private static final Path NAME = Path.of("/proc/sys/kernel/random/boot_id");

  private static final Optional<String> CURRENT = read();

  private Boot() {}

  /** The name of the present one, or empty where the kernel gives none. */
  static Optional<String> current() {
    return CURRENT;
  }

  /** Whether it may be the present one: where either name is not known, nobody can tell. */
  static boolean mayBeCurrent(Optional<String> boot) {
    return boot.isEmpty() || CURRENT.isEmpty() || boot.equals(CURRENT);
  }

  private static Optional<String> read() {
    try {
      return Optional.of(Files.readString(NAME).strip()).filter(name -> !name.isEmpty());
    } catch (IOException hidden) {
      return Optional.empty();
    }
  }
}
