package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestorePlan;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A plan as lines for a person: of each component the counts of everything, the names of what would
 * change, and what stands in the way. Names of what is as it was in the backup help nobody at
 * night.
 */
final class PlanText {
  private static final PlanPage FEW = PlanPage.withoutUnchanged(0, 100);

  private final Function<PlanPage, RestorePlan> planner;
  private final boolean listsAll;
  private final RestorePlan plan;

  private PlanText(Function<PlanPage, RestorePlan> planner, boolean listsAll) {
    this.planner = planner;
    this.listsAll = listsAll;
    plan = planner.apply(listsAll ? from(0) : FEW);
  }

  /**
   * Plans, and is ready to say it.
   *
   * @param planner asked for the first page, and for the ones after it while they are said
   * @param listsAll whether all names are said, or the first hundred of each component
   */
  static PlanText of(Function<PlanPage, RestorePlan> planner, boolean listsAll) {
    return new PlanText(planner, listsAll);
  }

  private static PlanPage from(long from) {
    return PlanPage.withoutUnchanged(from, PlanPage.MOST);
  }

  /** Its first page. */
  RestorePlan plan() {
    return plan;
  }

  void say(Consumer<String> lines) {
    plan.components().forEach(component -> say(component, lines));
  }

  private void say(ComponentPlan component, Consumer<String> lines) {
    lines.accept(
        "%s (%s): %s"
            .formatted(component.component().wire(), component.way(), counts(component.counts())));
    component.changes().forEach(change -> lines.accept(line(change)));
    if (listsAll) {
      sayTheRest(component, lines);
    } else if (component.next().isPresent()) {
      lines.accept("  ... and %d more, which --list-all names".formatted(unlisted(component)));
    }
    component.notes().forEach(note -> lines.accept("  note: " + note));
    component.obstacles().forEach(obstacle -> lines.accept(line(obstacle)));
  }

  private void sayTheRest(ComponentPlan begun, Consumer<String> lines) {
    Optional<Long> next = begun.next();
    while (next.isPresent()) {
      ComponentPlan page =
          planner.apply(from(next.get())).components().stream()
              .filter(each -> each.component() == begun.component())
              .findFirst()
              .orElseThrow();
      page.changes().forEach(change -> lines.accept(line(change)));
      next = page.next();
    }
  }

  private static long unlisted(ComponentPlan component) {
    return component.counts().entrySet().stream()
            .filter(count -> FEW.lists(count.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum()
        - component.changes().size();
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

  private static String line(Change change) {
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

  private static String line(Obstacle obstacle) {
    return "  %s: %s (%s)"
        .formatted(
            obstacle.blocks() ? "STANDS IN THE WAY" : "look at this",
            Wording.of(obstacle.what()),
            Wording.of(obstacle.hint()));
  }
}
