package io.leveredge.chronos.app.configuration;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that an operator mends it in one go. */
final class Faults {
  private final List<String> found = new ArrayList<>();

  /** Notes a fault of the setting with that name; {@code what} holds no secret. */
  void add(String setting, String what) {
    found.add(setting + ": " + what);
  }

  List<String> all() {
    return List.copyOf(found);
  }
}
