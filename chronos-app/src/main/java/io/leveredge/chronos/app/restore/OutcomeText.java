package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of a restore as lines for a person. */
final class OutcomeText {
  private OutcomeText() {}

  /**
   * The lines, of which the first says how it ended.
   *
   * @param directory where a backup lies
   */
  static List<String> of(Restore restore, Function<BackupId, Optional<Path>> directory) {
    List<String> lines = new ArrayList<>();
    lines.add("Restore %s is %s.".formatted(restore.id(), restore.state().wire()));
    restore.problem().ifPresent(problem -> lines.addAll(failure(problem)));
    restore.components().forEach(outcome -> add(outcome, lines));
    restore
        .safety()
        .ifPresent(
            id ->
                lines.add(
                    "What was there before is safety backup %s%s"
                        .formatted(
                            id, directory.apply(id).map(path -> ", in " + path).orElse(""))));
    if (restore.state() == RestoreState.COMPLETED) {
      restore
          .undoUntil()
          .ifPresent(
              until ->
                  lines.add(
                      "Until %s it can be taken back: POST /restores/%s/undo, once the service runs"
                          .formatted(until, restore.id())));
    }
    return lines;
  }

  /** What went wrong, and what to do about it. */
  static List<String> failure(ErrorCode code, String problem) {
    return List.of(code.wire() + ": " + Wording.of(problem), "  " + Wording.of(code.hint()));
  }

  private static List<String> failure(ComponentOutcome.Failure failure) {
    return failure(failure.code(), failure.problem());
  }

  private static void add(ComponentOutcome outcome, List<String> lines) {
    String name = outcome.component().wire();
    lines.add(
        switch (outcome.state()) {
          case RESTORED -> name + ": restored, " + PlanText.counts(outcome.counts());
          case FAILED -> name + ": failed; " + afterFailure(outcome);
          case PLANNED -> name + ": not tried; it is as it was";
        });
    outcome.notes().forEach(note -> lines.add("  " + note));
    outcome.renamed().forEach((from, to) -> lines.add("  " + from + " is now " + to));
  }

  private static String afterFailure(ComponentOutcome outcome) {
    boolean unknown =
        outcome.failure().filter(it -> it.code() == ErrorCode.RESTORE_OUTCOME_UNKNOWN).isPresent();
    return switch (outcome.component()) {
      case DATABASE ->
          unknown ? "whether it was kept is not known" : "the database in use is as it was";
      case WORKFLOWS, CONFIG -> "some of it may have been put back; see the message";
    };
  }
}
