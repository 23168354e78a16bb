package io.leveredge.chronos.app.restore;

/** How the command ended, as its exit status says it. */
enum Status {
  /** Restored, or with {@code --dry-run}: could be. */
  DONE(0),
  /** Not restored, not wholly, or not confirmed. */
  FAILED(1),
  /** Nothing was tried: an option or a setting is wrong. */
  WRONG_USE(2),
  /** Nothing was changed: something at the target stands in the way. */
  BLOCKED(3);

  private final int number;

  Status(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
