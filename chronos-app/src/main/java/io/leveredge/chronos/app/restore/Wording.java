package io.leveredge.chronos.app.restore;

import java.util.Map;

/** Says with options what messages of the engine say with the fields of a request. */
final class Wording {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "'safety_backup': false", "--no-safety-backup",
          "'allow_partial': true", "--allow-partial",
          "'target' names", "--target names",
          "'components' leaves", "--components leaves",
          "'components' says which are wanted", "--components says which are wanted",
          "which a dry run lists", "which --dry-run lists");

  private Wording() {}

  static String of(String message) {
    String said = message;
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      said = said.replace(option.getKey(), option.getValue());
    }
    return said;
  }
}
