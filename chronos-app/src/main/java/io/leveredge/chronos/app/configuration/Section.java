package io.leveredge.chronos.app.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One mapping of the configuration file, whose values are read by type. */
final class Section {
  private final String name;
  private final Map<?, ?> values;
  private final Faults faults;

  /**
   * @param name the keys that lead to it, with dots between, or empty for the whole file
   */
  Section(String name, Map<?, ?> values, Faults faults) {
    this.name = name;
    this.values = values;
    this.faults = faults;
  }

  String name() {
    return name;
  }

  /** The full name of a key in it. */
  String name(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  void requireOnly(Set<String> known) {
    for (Object key : values.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        faults.add(name(String.valueOf(key)), "is not known here; known are " + sorted(known));
      }
    }
  }

  Optional<String> text(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Number) {
      return Optional.of(value.toString().strip()).filter(text -> !text.isEmpty());
    }
    faults.add(name(key), "must be a text");
    return Optional.empty();
  }

  List<String> texts(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    faults.add(name(key), "must be a list of texts");
    return List.of();
  }

  boolean flag(String key, boolean otherwise) {
    Object value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    faults.add(name(key), "must be true or false");
    return otherwise;
  }

  long number(String key, long otherwise, long smallest, long largest) {
    Object value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= smallest && number <= largest) {
      return number;
    }
    faults.add(name(key), "must be a whole number from " + smallest + " to " + largest);
    return otherwise;
  }

  /** The mapping of a key, or empty where the key is not there. */
  Optional<Section> section(String key) {
    Object value = values.get(key);
    if (value instanceof Map<?, ?> content) {
      return Optional.of(new Section(name(key), content, faults));
    }
    if (value != null) {
      faults.add(name(key), "must be a mapping");
    }
    return Optional.empty();
  }

  /** The mappings below a key, by their own keys, in the file's order. */
  Map<String, Section> sections(String key) {
    Object value = values.get(key);
    Map<String, Section> sections = new LinkedHashMap<>();
    if (value == null) {
      return sections;
    }
    if (!(value instanceof Map<?, ?> map)) {
      faults.add(name(key), "must be a mapping");
      return sections;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String inner = name(key) + "." + entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> content) {
        sections.put(String.valueOf(entry.getKey()), new Section(inner, content, faults));
      } else {
        faults.add(inner, "must be a mapping");
      }
    }
    return sections;
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }
}
