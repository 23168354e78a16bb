package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Manifest;
import java.util.Optional;
import java.util.Set;

/** Knows by its name what an artifact has to look like (docs/format.md, "The backup directory"). */
final class Structures {
  private static final Set<String> OF_A_WORKFLOW =
      Set.of("id", "name", "nodes", "connections", "settings");
  private static final Set<String> OF_A_CREDENTIAL = Set.of("id", "name", "type");

  private Structures() {}

  /**
   * A structure that has read nothing yet; empty where any bytes will do.
   *
   * @param manifest of its backup
   */
  static Optional<Structure> of(Manifest manifest, Artifact artifact) {
    String name = artifact.name().value();
    String suffix = artifact.codec().suffix();
    String plain =
        name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    if (plain.equals("database.sql")) {
      return Optional.of(new DumpEnd());
    }
    if (plain.equals("globals.sql")) {
      return Optional.of(new GlobalsEnd());
    }
    if (plain.endsWith(".jsonl")) {
      return Optional.of(new LinesEnd());
    }
    if (plain.equals("workflows.json")) {
      return Optional.of(new JsonObjects(oddOnesWereNoted(manifest) ? Set.of() : OF_A_WORKFLOW));
    }
    if (plain.equals("credentials_metadata.json")) {
      return Optional.of(new JsonObjects(OF_A_CREDENTIAL));
    }
    return plain.endsWith(".tar") ? Optional.of(new TarStructure()) : Optional.empty();
  }

  /** One that came without a member is kept as n8n gave it, and the capture notes it. */
  private static boolean oddOnesWereNoted(Manifest manifest) {
    return manifest.components().stream()
        .filter(result -> result.component() == Component.WORKFLOWS)
        .anyMatch(result -> !result.notes().isEmpty());
  }
}
