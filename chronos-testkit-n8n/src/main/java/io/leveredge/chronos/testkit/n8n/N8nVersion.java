package io.leveredge.chronos.testkit.n8n;

/** The versions that were looked at, as real servers on PostgreSQL, and how they differ. */
public enum N8nVersion {
  /** The newest that runs on Node 20. */
  V2_8_4("2.8.4"),
  V2_41_1("2.41.1");

  private final String number;

  N8nVersion(String number) {
    this.number = number;
  }

  /** As npm knows it, for example {@code 2.41.1}. */
  public String number() {
    return number;
  }

  /** Whether a larger page than the largest is refused, rather than silently cut to it. */
  public boolean refusesTooLargePages() {
    return this == V2_8_4;
  }

  /** Whether workflows can be archived through the API, and active ones not be deleted. */
  public boolean guardsDeletion() {
    return this == V2_41_1;
  }

  /** Whether a key's scopes are looked at. */
  public boolean enforcesScopes() {
    return this == V2_41_1;
  }

  /** Whether a refusal names the properties that are not known, and not only their place. */
  public boolean namesWhatItRefuses() {
    return this == V2_41_1;
  }

  /** Whether pinned data is taken, and edits of an active workflow that are not to run. */
  public boolean takesDrafts() {
    return this == V2_41_1;
  }

  /** Whether packages of workflows are imported, which then keep their ids. */
  public boolean importsPackages() {
    return this == V2_41_1;
  }

  /** Whether a key can ask what it may do. */
  public boolean tellsScopes() {
    return this == V2_41_1;
  }
}
