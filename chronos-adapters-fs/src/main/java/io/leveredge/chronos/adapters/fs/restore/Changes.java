package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.Change.Amount;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.PlanPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts changes, and keeps those of one page. */
final class Changes {
  private final PlanPage page;
  private final Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
  private final List<Change> onPage = new ArrayList<>();
  private long number;

  Changes(PlanPage page) {
    this.page = page;
  }

  void add(
      ChangeKind kind, Path path, Optional<Long> now, Optional<Long> then, Optional<String> note) {
    counts.merge(kind, 1L, Long::sum);
    if (!page.lists(kind)) {
      return;
    }
    if (number >= page.from() && onPage.size() < page.limit()) {
      onPage.add(
          new Change(
              kind,
              EntryPath.text(path),
              now.map(Amount::exactly),
              then.map(Amount::exactly),
              note));
    }
    number++;
  }

  Map<ChangeKind, Long> counts() {
    return counts;
  }

  List<Change> onPage() {
    return onPage;
  }

  /** Where the page behind begins. */
  Optional<Long> next() {
    long end = page.from() + onPage.size();
    return end < number && !onPage.isEmpty() ? Optional.of(end) : Optional.empty();
  }
}
