package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    List<Decision> decisions = new ArrayList<>();
    Map<String, Outline> wanted = new LinkedHashMap<>();
    stored
        .byId()
        .forEach(
            (id, outline) -> {
              if (chosen.isEmpty() || chosen.contains(id)) {
                wanted.put(id, outline);
                decisions.add(
                    Decision.between(outline, Optional.ofNullable(present.workflows().get(id))));
              }
            });
    Optional<StoredOutlines> undone =
        work.undoing()
            .filter(backup -> new StoredWorkflows(backup, limits).described().isPresent())
            .map(backup -> undone(backup, limits));
    List<String> notes = new ArrayList<>();
    addTheRest(decisions, stored, undone, chosen, present, notes);
    List<Obstacle> flaws = new ArrayList<>(stored.flaws());
    missing(chosen, stored, undone).ifPresent(flaws::add);
    return new Intent(decisions, wanted, needs, flaws, notes);
  }

  private static StoredOutlines undone(PublishedBackup backup, N8nLimits limits) {
    return StoredOutlines.read(new StoredWorkflows(backup, limits), new CredentialNeeds());
  }

  /** What the undone restore made goes away; everything else that only n8n has stays. */
  private static void addTheRest(
      List<Decision> decisions,
      StoredOutlines stored,
      Optional<StoredOutlines> undone,
      Set<String> chosen,
      Present present,
      List<String> notes) {
    Map<String, Outline> made = new LinkedHashMap<>();
    undone.ifPresent(
        outlines ->
            outlines
                .byId()
                .forEach(
                    (id, outline) -> {
                      if (!stored.byId().containsKey(id)
                          && (chosen.isEmpty() || chosen.contains(id))) {
                        made.put(id, outline);
                      }
                    }));
    for (Outline there : present.workflows().values()) {
      if (stored.byId().containsKey(there.id())) {
        continue;
      }
      // One that came back under a new id is known by its content; edited since, it stays.
      Optional<String> source =
          made.containsKey(there.id())
              ? Optional.of(there.id())
              : made.values().stream()
                  .filter(outline -> !present.workflows().containsKey(outline.id()))
                  .filter(outline -> outline.isCopiedBy(there))
                  .map(Outline::id)
                  .findFirst();
      source.ifPresent(made::remove);
      decisions.add(
          Decision.alone(source.isPresent() ? ChangeKind.DELETED : ChangeKind.EXTRA, there));
    }
    if (!made.isEmpty()) {
      notes.add(
          "Made by the restore that is undone, and not found as it was made, so that it is left"
              + " alone if it is still there: "
              + Text.some(made.values().stream().map(Outline::called).toList()));
    }
  }

  private static Optional<Obstacle> missing(
      Set<String> chosen, StoredOutlines stored, Optional<StoredOutlines> undone) {
    List<String> unknown =
        chosen.stream()
            .filter(id -> !stored.byId().containsKey(id))
            .filter(id -> undone.filter(other -> other.byId().containsKey(id)).isEmpty())
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
