package io.leveredge.chronos.adapters.fs.restore;

/** In what something is not as the backup has it. */
enum Difference {
  TYPE("type"),
  CONTENT("content"),
  /** Of a link. */
  TARGET("link target"),
  MODE("mode"),
  OWNER("owner"),
  TIME("time");

  private final String word;

  Difference(String word) {
    this.word = word;
  }

  /** For a person. */
  String word() {
    return word;
  }

  /** Whether it is away once mode, owner and time are set. */
  boolean isOfMetadata() {
    return this == MODE || this == OWNER || this == TIME;
  }
}
