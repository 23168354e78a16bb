package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the arguments of {@code ./chronos restore}. */
final class OptionReader {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--from",
          "--components",
          "--target",
          "--tables",
          "--tables-go",
          "--paths",
          "--workflow-ids");
  private static final Set<String> FLAGS =
      Set.of(
          "--in-place",
          "--globals",
          "--delete-extra",
          "--no-safety-backup",
          "--allow-partial",
          "--dry-run",
          "--list-all",
          "--yes");

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private OptionReader() {}

  /** What the arguments say. */
  sealed interface Reading {
    record Wanted(RestoreOptions options) implements Reading {}

    /** Only what the options are. */
    record Help() implements Reading {}

    record Faulty(String fault) implements Reading {}
  }

  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    Fault(String what) {
      super(what);
    }
  }

  static Reading read(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new Reading.Help();
    }
    try {
      OptionReader reader = new OptionReader();
      reader.sort(new ArrayDeque<>(arguments));
      return new Reading.Wanted(reader.options());
    } catch (Fault fault) {
      return new Reading.Faulty(String.valueOf(fault.getMessage()));
    }
  }

  private void sort(Deque<String> arguments) throws Fault {
    while (!arguments.isEmpty()) {
      String argument = arguments.removeFirst();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (FLAGS.contains(name)) {
        if (equals >= 0) {
          throw new Fault(name + " takes no value");
        }
        flags.add(name);
      } else if (WITH_VALUE.contains(name)) {
        if (equals < 0 && arguments.isEmpty()) {
          throw new Fault(name + " needs a value");
        }
        String value = equals < 0 ? arguments.removeFirst() : argument.substring(equals + 1);
        if (value.isBlank() || (equals < 0 && value.startsWith("--"))) {
          throw new Fault(name + " needs a value");
        }
        if (values.put(name, value) != null) {
          throw new Fault(name + " is given twice; several values go with commas between them");
        }
      } else {
        throw new Fault("unknown option: " + argument);
      }
    }
  }

  private RestoreOptions options() throws Fault {
    String from = values.get("--from");
    if (from == null) {
      throw new Fault("--from is missing: the directory of the backup");
    }
    return new RestoreOptions(
        path(from),
        Optional.ofNullable(values.get("--target")),
        choice(),
        flags.contains("--allow-partial"),
        flags.contains("--dry-run"),
        flags.contains("--list-all"),
        flags.contains("--yes"));
  }

  private RestoreChoice choice() throws Fault {
    return new RestoreChoice(
        components(),
        tables(),
        placement(),
        paths(),
        list("--workflow-ids"),
        flags.contains("--in-place"),
        flags.contains("--globals"),
        flags.contains("--delete-extra"),
        !flags.contains("--no-safety-backup"));
  }

  private Set<Component> components() throws Fault {
    Set<Component> components = EnumSet.noneOf(Component.class);
    for (String word : list("--components")) {
      components.add(
          Component.fromWire(word)
              .orElseThrow(
                  () ->
                      new Fault(
                          "--components: '" + word + "' is none of database, workflows, config")));
    }
    return components;
  }

  private List<TableName> tables() throws Fault {
    List<TableName> tables = new ArrayList<>();
    for (String text : list("--tables")) {
      tables.add(
          TableName.parse(text)
              .orElseThrow(() -> new Fault("--tables: '" + text + "' is no name of a table")));
    }
    return tables;
  }

  private TablePlacement placement() throws Fault {
    String word = values.getOrDefault("--tables-go", TablePlacement.BESIDE.wire());
    return TablePlacement.fromWire(word)
        .orElseThrow(() -> new Fault("--tables-go: '" + word + "' is none of beside, in_place"));
  }

  /** They are compared with the names in the backup and never opened. */
  private List<String> paths() throws Fault {
    List<String> paths = list("--paths");
    for (String path : paths) {
      if (!path.startsWith("/")
          || Arrays.stream(path.split("/", -1))
              .anyMatch(part -> part.equals("..") || part.equals("."))) {
        throw new Fault("--paths: '" + path + "' is no absolute path without '.' and '..'");
      }
    }
    return paths;
  }

  private List<String> list(String option) throws Fault {
    String value = values.get(option);
    if (value == null) {
      return List.of();
    }
    List<String> parts = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    if (parts.stream().anyMatch(String::isEmpty)) {
      throw new Fault(option + ": '" + value + "' has an empty part");
    }
    return parts;
  }

  private static Path path(String text) throws Fault {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException unusable) {
      throw new Fault("--from: '" + text + "' is no path");
    }
  }
}
