package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.domain.backup.TargetName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names that targets go by: each of one form, and each of one target. */
final class TargetNames {
  private TargetNames() {}

  static void check(String setting, String name, Faults faults) {
    if (TargetName.parse(name).isEmpty()) {
      faults.add(
          setting,
          "'%s' is no name: lower case letters, digits, '_' and '-', at most 63".formatted(name));
    }
  }

  static void checkDistinct(List<TargetSettings> targets, Faults faults) {
    Map<String, TargetName> owners = new HashMap<>();
    for (TargetSettings target : targets) {
      Stream.concat(Stream.of(target.name().value()), target.calledAs().stream())
          .distinct()
          .forEach(
              name -> {
                TargetName owner = owners.putIfAbsent(name, target.name());
                if (owner != null) {
                  faults.add(
                      "targets." + target.name(),
                      "the name '%s' is that of target '%s'; use another".formatted(name, owner));
                }
              });
    }
  }
}
