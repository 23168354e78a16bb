package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a restore means to do: a decision on every workflow of the backup in its order, and then on
 * those that only n8n has, by id.
 *
 * @param stored the outline of each workflow that is put back, by id
 */
record Intent(
    List<Decision> decisions,
    Map<String, Outline> stored,
    CredentialNeeds needs,
    List<Obstacle> flaws,
    List<String> notes) {

  /**
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code BACKUP_CORRUPT} where the
   *     backup's workflows cannot be read
   */
  static Intent of(RestoreWork work, Present present, N8nLimits limits) {
    CredentialNeeds needs = new CredentialNeeds();
    StoredOutlines stored = StoredOutlines.read(new StoredWorkflows(work.backup(), limits), needs);
    Set<String> chosen = new HashSet<>(work.choice().workflows());
    Map<String, Outline> others = new TreeMap<>(present.workflows());
    others.keySet().removeAll(stored.byId().keySet());
    Undone undone = Undone.of(work, limits);
    List<String> notes = new ArrayList<>();
    Set<String> made =
        undone.made(
            id -> !stored.byId().containsKey(id) && (chosen.isEmpty() || chosen.contains(id)),
            others,
            notes);
    Copies copies =
        new Copies(others.values().stream().filter(other -> !made.contains(other.id())).toList());
    List<Decision> decisions = new ArrayList<>();
    Map<String, Outline> wanted = new LinkedHashMap<>();
    stored
        .byId()
        .forEach(
            (id, outline) -> {
              if (chosen.isEmpty() || chosen.contains(id)) {
                wanted.put(id, outline);
                decisions.add(
                    Decision.between(
                        outline,
                        Optional.ofNullable(present.workflows().get(id))
                            .or(() -> copies.take(outline))));
              }
            });
    for (Outline other : others.values()) {
      if (!copies.isTaken(other.id())) {
        decisions.add(
            Decision.alone(
                made.contains(other.id()) ? ChangeKind.DELETED : ChangeKind.EXTRA, other));
      }
    }
    List<Obstacle> flaws = new ArrayList<>(stored.flaws());
    missing(chosen, stored, undone).ifPresent(flaws::add);
    return new Intent(decisions, wanted, needs, flaws, notes);
  }

  private static Optional<Obstacle> missing(
      Set<String> chosen, StoredOutlines stored, Undone undone) {
    List<String> unknown =
        chosen.stream()
            .filter(id -> !stored.byId().containsKey(id))
            .filter(id -> !undone.holds(id))
            .sorted()
            .toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Obstacle.blocking(
                Obstacle.Kind.MISSING,
                "The backup holds no workflow with the id " + Text.some(unknown),
                "Choose among the ids of its workflows.json, or leave the choice out."));
  }
}
