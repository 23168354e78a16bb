package io.leveredge.chronos.adapters.fs.store;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import java.util.Set;

/** The files of a backup directory that are not artifacts, and the folders that are not shelves. */
final class FileNames {
  static final String MANIFEST = "manifest.json";
  static final String CHECKSUMS = "SHA256SUMS";

  /** What was found out later; in neither of the two above. */
  static final String FACTS = "facts.jsonl";

  /** What a manifest is called once its backup is none any more. */
  static final String WITHDRAWN = "discarded-manifest.json";

  static final String STAGING = ".staging";
  static final String TRASH = ".trash";
  static final String LOCKS = ".locks";
  static final String TARGETS = "targets";

  private static final Set<String> RESERVED = Set.of(MANIFEST, CHECKSUMS, FACTS, WITHDRAWN);

  private FileNames() {}

  static void checkFree(ArtifactName name) {
    if (RESERVED.contains(name.value())) {
      throw new IllegalArgumentException("No artifact may be called " + name);
    }
  }
}
