package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.ports.source.Capture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes {@code workflows.json}. n8n pages by offset, so that a workflow deleted among what was
 * read moves another one out of sight: what was written counts only if the list, read once more,
 * names the same workflows; or else it is written again.
 */
final class WorkflowExport {
  static final String NAME = "workflows.json";
  private static final String LIST = "/workflows";
  private static final int MOST_EXPORTS = 3;
  private static final int MOST_NAMED = 10;

  private final N8nApi api;
  private final N8nLimits limits;
  private final Capture capture;

  WorkflowExport(N8nApi api, N8nLimits limits, Capture capture) {
    this.api = api;
    this.limits = limits;
    this.capture = capture;
  }

  /**
   * @param doubt why the list may not be whole, or empty where two readings agreed
   */
  record Exported(Artifact artifact, WorkflowTally tally, Optional<String> doubt) {}

  Exported run() {
    Optional<Set<String>> before = Optional.empty();
    for (int export = 1; ; export++) {
      try (JsonArray array = new JsonArray(capture.staging(), NAME)) {
        WorkflowTally tally = new WorkflowTally();
        Set<String> written = write(array, tally, export);
        if (before.isPresent() && before.get().equals(written)) {
          return new Exported(array.finish(), tally, Optional.empty());
        }
        Set<String> confirmed = list();
        if (confirmed.equals(written)) {
          return new Exported(array.finish(), tally, Optional.empty());
        }
        if (export == MOST_EXPORTS) {
          return new Exported(array.finish(), tally, Optional.of(doubt(written, confirmed)));
        }
        before = Optional.of(confirmed);
      }
    }
  }

  private Set<String> write(JsonArray array, WorkflowTally tally, int export) {
    capture.progress().doing(export == 1 ? "workflows" : "workflows, export " + export);
    return walk(
        workflow -> {
          array.add(workflow.raw());
          tally.add(workflow);
        });
  }

  private Set<String> list() {
    capture.progress().doing("the list of workflows, once more");
    return walk(workflow -> {});
  }

  private Set<String> walk(Consumer<RawObject> visitor) {
    Walk walk = new Walk(api, limits, LIST, visitor);
    walk.toTheEnd();
    return walk.seen();
  }

  private static String doubt(Set<String> written, Set<String> confirmed) {
    return "%s: the list of workflows was another each time it was read, %d times;%s%s"
        .formatted(
            NAME,
            2 * MOST_EXPORTS,
            named(" listed and not exported: ", confirmed, written),
            named(" exported and listed no more: ", written, confirmed));
  }

  private static String named(String what, Set<String> all, Set<String> but) {
    Set<String> rest = new LinkedHashSet<>(all);
    rest.removeAll(but);
    if (rest.isEmpty()) {
      return "";
    }
    List<String> first = rest.stream().limit(MOST_NAMED).toList();
    String more = rest.size() > MOST_NAMED ? " and " + (rest.size() - MOST_NAMED) + " more" : "";
    return what + String.join(", ", first) + more + ";";
  }
}
