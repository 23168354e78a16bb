package io.leveredge.chronos.app.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestorePlan;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTextTest {
  private final List<PlanPage> asked = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  /** Of three changes the page has the first two, and the next page the third. */
  private RestorePlan plan(PlanPage page) {
    asked.add(page);
    boolean first = page.from() == 0;
    return new RestorePlan(
        SampleRestores.dryRun(1),
        List.of(
            new ComponentPlan(
                Component.CONFIG,
                "files",
                Map.of(ChangeKind.CREATED, 3L, ChangeKind.UNCHANGED, 500L),
                first ? List.of(created("/a"), created("/b")) : List.of(created("/c")),
                first ? Optional.of(2L) : Optional.empty(),
                List.of("so it is"),
                List.of(Obstacle.warning(Obstacle.Kind.PLACE, "look", "there")))));
  }

  private static Change created(String name) {
    return new Change(
        ChangeKind.CREATED, name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void firstPageIsSaidWithHowManyMoreThereAre() {
    PlanText.of(this::plan, false).say(said::add);
    assertThat(asked).containsExactly(PlanPage.withoutUnchanged(0, 100));
    assertThat(said)
        .containsExactly(
            "config (files): 3 created, 500 unchanged",
            "  created     /a",
            "  created     /b",
            "  ... and 1 more, which --list-all names",
            "  note: so it is",
            "  look at this: look (there)");
  }

  @Test
  void listOfAllAsksForPageAfterPage() {
    PlanText.of(this::plan, true).say(said::add);
    assertThat(asked)
        .containsExactly(
            PlanPage.withoutUnchanged(0, PlanPage.MOST),
            PlanPage.withoutUnchanged(2, PlanPage.MOST));
    assertThat(said)
        .containsExactly(
            "config (files): 3 created, 500 unchanged",
            "  created     /a",
            "  created     /b",
            "  created     /c",
            "  note: so it is",
            "  look at this: look (there)");
  }
}
