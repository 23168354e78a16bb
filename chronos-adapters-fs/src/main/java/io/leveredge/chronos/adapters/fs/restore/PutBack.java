package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.Reason;
import java.io.IOException;
import java.nio.file.Path;

/** What came of putting back what a restore had changed. */
final class PutBack {
  private final boolean kept;
  private final long notKept;
  private final Path closetName;
  private long done;
  private long failures;
  private String first = "";

  /**
   * @param kept whether anything was kept
   * @param notKept how many could not be, for want of a second name
   * @param closetName where what cannot be put back stays
   */
  PutBack(boolean kept, long notKept, Path closetName) {
    this.kept = kept;
    this.notKept = notKept;
    this.closetName = closetName;
  }

  /** One change was taken back. */
  void done() {
    done++;
  }

  /** One could not be. */
  void failed(Path place, IOException why) {
    if (failures++ == 0) {
      first = EntryPath.text(place) + ": " + Reason.of(why);
    }
  }

  boolean hasFailed() {
    return failures > 0;
  }

  /** Whether everything is as it was. */
  boolean isComplete() {
    return kept && notKept == 0 && failures == 0;
  }

  /**
   * For a person.
   *
   * @param changed how many changes had been made
   */
  String sentence(long changed) {
    if (isComplete()) {
      return done == 0
          ? "No configuration file was changed"
          : "What had been changed was put back: all files are as they were";
    }
    String why =
        !kept
            ? "there was no room to keep what was replaced"
            : failures > 0
                ? "%d could not be put back and lie in folders %s, the first %s"
                    .formatted(failures, closetName, first)
                : notKept + " of those replaced could not be kept";
    return "%d changes had been made, each file whole, and not all of them are taken back: %s."
            .formatted(changed, why)
        + " The safety backup, where one was made, holds what was there";
  }
}
