package io.leveredge.chronos.app.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment variables, read by type; an empty one counts as not set. */
final class Variables {
  private static final int LONGEST_SECRET = 64 * 1024;

  private final Map<String, String> environment;
  private final Faults faults;

  Variables(Map<String, String> environment, Faults faults) {
    this.environment = environment;
    this.faults = faults;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  /** The variable, or the content of the file that the variable with {@code _FILE} names. */
  Optional<String> secret(String name) {
    Optional<String> file = text(name + "_FILE");
    if (file.isEmpty()) {
      return text(name);
    }
    if (text(name).isPresent()) {
      faults.add(name, "is set, and so is " + name + "_FILE; keep one of them");
      return Optional.empty();
    }
    return secretFile(name + "_FILE", file.get());
  }

  /** The content of a file that holds one secret. */
  Optional<String> secretFile(String setting, String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LONGEST_SECRET) {
        faults.add(setting, "the file '" + file + "' is too large for a secret");
        return Optional.empty();
      }
      String content = Files.readString(path).strip();
      if (content.isEmpty()) {
        faults.add(setting, "the file '" + file + "' is empty");
        return Optional.empty();
      }
      return Optional.of(content);
    } catch (IOException | IllegalArgumentException unreadable) {
      faults.add(setting, "the file '" + file + "' cannot be read");
      return Optional.empty();
    }
  }

  /** A whole number within bounds. */
  long number(String name, long otherwise, long smallest, long largest) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, together with numbers out of bounds.
    }
    faults.add(
        name, "'%s' is not a whole number from %d to %d".formatted(text.get(), smallest, largest));
    return otherwise;
  }

  boolean flag(String name) {
    Optional<String> text = text(name);
    return switch (text.orElse("false").toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> {
        faults.add(name, "'" + text.orElseThrow() + "' is neither true nor false");
        yield false;
      }
    };
  }

  /** Words between commas. */
  List<String> list(String name) {
    return text(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  Optional<Path> path(String name) {
    try {
      return text(name).map(Path::of).map(Path::toAbsolutePath).map(Path::normalize);
    } catch (IllegalArgumentException notAPath) {
      faults.add(name, "is not a path");
      return Optional.empty();
    }
  }
}
