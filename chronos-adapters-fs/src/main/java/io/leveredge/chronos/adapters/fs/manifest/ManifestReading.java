package io.leveredge.chronos.adapters.fs.manifest;

import io.leveredge.chronos.domain.backup.Manifest;

/** What came of reading a manifest. */
public sealed interface ManifestReading {

  /** It was understood whole. */
  record Understood(Manifest manifest) implements ManifestReading {}

  /**
   * It cannot be relied on.
   *
   * @param reason a sentence for a person
   */
  record Refused(String reason) implements ManifestReading {}
}
