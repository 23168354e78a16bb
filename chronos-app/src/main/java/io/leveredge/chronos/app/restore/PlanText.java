package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestorePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan as lines for a person. */
final class PlanText {
  private final List<String> lines = new ArrayList<>();

  private PlanText() {}

  static List<String> of(RestorePlan plan) {
    PlanText text = new PlanText();
    plan.components().forEach(text::add);
    return text.lines;
  }

  private void add(ComponentPlan plan) {
    lines.add("%s (%s): %s".formatted(plan.component().wire(), plan.way(), counts(plan.counts())));
    plan.changes().stream()
        .filter(change -> change.kind() != ChangeKind.UNCHANGED)
        .map(PlanText::change)
        .forEach(lines::add);
    plan.next().ifPresent(from -> lines.add("  ... and more"));
    plan.notes().forEach(note -> lines.add("  note: " + note));
    for (Obstacle obstacle : plan.obstacles()) {
      lines.add(
          "  %s: %s (%s)"
              .formatted(
                  obstacle.blocks() ? "STANDS IN THE WAY" : "look at this",
                  Wording.of(obstacle.what()),
                  Wording.of(obstacle.hint())));
    }
  }

  /** For example {@code 3 replaced, 1 created}. */
  static String counts(Map<ChangeKind, Long> counts) {
    String text =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getValue() + " " + count.getKey().wire())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? "no change" : text;
  }

  private static String change(Change change) {
    StringBuilder line =
        new StringBuilder("  %-11s %s".formatted(change.kind().wire(), change.name()));
    change
        .now()
        .ifPresent(
            now ->
                line.append("  now ").append(now.estimated() ? "about " : "").append(now.value()));
    change.then().ifPresent(then -> line.append("  in the backup ").append(then.value()));
    change.note().ifPresent(note -> line.append("  (").append(note).append(')'));
    return line.toString();
  }
}
