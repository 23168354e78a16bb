package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.Artifact;
import java.util.Optional;

/** Knows by its name what an artifact has to look like (docs/format.md, "The backup directory"). */
final class Structures {
  private Structures() {}

  /** A structure that has read nothing yet; empty where any bytes will do. */
  static Optional<Structure> of(Artifact artifact) {
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
    return plain.endsWith(".tar") ? Optional.of(new TarStructure()) : Optional.empty();
  }
}
