package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An intent as a plan that a person reads. */
final class Planning {
  static final String WAY = "workflows";

  /** N8N_PAYLOAD_SIZE_MAX unless somebody has set it (n8n manual, endpoints' variables). */
  private static final long LARGEST_BODY = 16L << 20;

  private final Intent intent;
  private final Present present;

  Planning(Intent intent, Present present) {
    this.intent = intent;
    this.present = present;
  }

  ComponentPlan page(PlanPage page, List<String> further) {
    List<Decision> all = intent.decisions();
    List<Decision> listed = all.stream().filter(each -> page.lists(each.kind())).toList();
    int from = (int) Math.min(page.from(), listed.size());
    int to = Math.min(from + page.limit(), listed.size());
    List<String> notes = new ArrayList<>(further);
    notes.addAll(intent.notes());
    return new ComponentPlan(
        Component.WORKFLOWS,
        WAY,
        counts(all),
        listed.subList(from, to).stream().map(Decision::change).toList(),
        to < listed.size() ? Optional.of((long) to) : Optional.empty(),
        notes,
        obstacles());
  }

  static Map<ChangeKind, Long> counts(List<Decision> decisions) {
    Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
    decisions.forEach(decision -> counts.merge(decision.kind(), 1L, Long::sum));
    return counts;
  }

  List<Obstacle> obstacles() {
    List<Obstacle> obstacles = new ArrayList<>(intent.flaws());
    lackingScopes().ifPresent(obstacles::add);
    newIds().ifPresent(obstacles::add);
    tooLarge().ifPresent(obstacles::add);
    archive().ifPresent(obstacles::add);
    obstacles.addAll(intent.needs().missing(present, written()));
    return obstacles;
  }

  private Set<String> written() {
    return intent.decisions().stream()
        .filter(decision -> decision.changes() && decision.then().isPresent())
        .map(Decision::id)
        .collect(Collectors.toSet());
  }

  private Optional<Obstacle> lackingScopes() {
    if (present.scopes().isEmpty()) {
      return Optional.empty();
    }
    Set<String> lacking = new TreeSet<>(neededScopes());
    lacking.removeAll(present.scopes().get());
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Obstacle.blocking(
                Obstacle.Kind.PRIVILEGE,
                "The API key of n8n lacks the scopes " + String.join(", ", lacking),
                "Make a key with them in n8n's settings, and set N8N_API_KEY to it."));
  }

  /** Where n8n tells scopes at all it imports packages, too. */
  private Optional<Obstacle> newIds() {
    List<String> made =
        intent.decisions().stream()
            .filter(decision -> decision.kind() == ChangeKind.CREATED)
            .map(decision -> decision.then().orElseThrow().called())
            .toList();
    boolean lacking =
        present.scopes().filter(scopes -> !scopes.contains(KeptIds.SCOPE)).isPresent();
    return made.isEmpty() || !lacking
        ? Optional.empty()
        : Optional.of(
            Obstacle.warning(
                Obstacle.Kind.PRIVILEGE,
                "Without the scope "
                    + KeptIds.SCOPE
                    + " deleted workflows come back under new ids: "
                    + Text.some(made),
                "Make a key with it in n8n's settings, and set N8N_API_KEY to it."));
  }

  private Set<String> neededScopes() {
    Set<String> needed = new TreeSet<>();
    for (Decision decision : intent.decisions()) {
      switch (decision.kind()) {
        case CREATED ->
            needed.addAll(
                Set.of("workflow:create", "workflow:read", "workflow:update", "workflow:delete"));
        case UPDATED -> needed.addAll(Set.of("workflow:update", "workflow:read"));
        case DEACTIVATED ->
            needed.addAll(
                Set.of(
                    "workflow:update",
                    "workflow:read",
                    "workflow:deactivate",
                    "workflow:activate"));
        case DELETED -> needed.addAll(Set.of("workflow:delete", "workflow:deactivate"));
        default -> {}
      }
      if (decision.activates()) {
        needed.addAll(Set.of("workflow:activate", "workflow:deactivate"));
      }
      if (decision.isHeldByTheArchive() || decision.archives()) {
        needed.add("workflow:delete");
      }
    }
    return needed;
  }

  private Optional<Obstacle> tooLarge() {
    List<String> large =
        intent.decisions().stream()
            .filter(Decision::changes)
            .flatMap(decision -> decision.then().stream())
            .filter(outline -> outline.bytes() > LARGEST_BODY)
            .map(outline -> outline.called() + " of " + outline.bytes() + " bytes")
            .toList();
    return large.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Obstacle.warning(
                Obstacle.Kind.PLACE,
                "n8n takes requests of up to 16 MB unless told otherwise, and these are larger: "
                    + Text.some(large),
                "Raise n8n's N8N_PAYLOAD_SIZE_MAX (in MB) before, or the restore will fail."));
  }

  private Optional<Obstacle> archive() {
    if (present.scopes().isPresent()) {
      return Optional.empty();
    }
    List<String> held =
        intent.decisions().stream()
            .filter(decision -> decision.isHeldByTheArchive() || decision.archives())
            .map(decision -> decision.then().orElseThrow().called())
            .toList();
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Obstacle.warning(
                Obstacle.Kind.PLACE,
                "This n8n may not let its API put workflows into the archive or take them out"
                    + " (2.8.4 does not): "
                    + Text.some(held),
                "Take them out of the archive in n8n's editor before, or else they are left as they"
                    + " are; those that the backup has archived come back unarchived."));
  }
}
