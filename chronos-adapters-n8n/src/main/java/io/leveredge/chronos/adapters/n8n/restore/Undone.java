package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.ports.restore.RestoreWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a restore that is taken back has made: the workflows that only its backup holds. They are
 * known by their own ids, by those that the restore's outcome has, and where it has none (it was
 * killed) by their content. One that was edited since stays.
 *
 * @param backup what was put back then; empty where nothing is taken back or it is gone
 * @param renamed old ids to new
 */
record Undone(Optional<StoredOutlines> backup, Map<String, String> renamed) {

  static Undone of(RestoreWork work, N8nLimits limits) {
    return new Undone(
        work.undoing()
            .map(backup -> new StoredWorkflows(backup, limits))
            .filter(stored -> stored.described().isPresent())
            .map(stored -> StoredOutlines.read(stored, new CredentialNeeds())),
        work.renamed());
  }

  boolean holds(String id) {
    return backup.filter(outlines -> outlines.byId().containsKey(id)).isPresent();
  }

  /**
   * The ids in n8n of what goes away.
   *
   * @param wanted those that are meant, by their ids in the backup
   * @param others what is in n8n and not in the backup that is gone back to, by id
   * @param notes gets what is left alone
   */
  Set<String> made(Predicate<String> wanted, Map<String, Outline> others, List<String> notes) {
    Set<String> made = new HashSet<>();
    List<String> left = new ArrayList<>();
    Map<String, Outline> sought = new LinkedHashMap<>();
    Map<String, Outline> unnamed = new LinkedHashMap<>(others);
    Map<String, Outline> all = backup.map(StoredOutlines::byId).orElseGet(Map::of);
    all.forEach(
        (id, outline) -> {
          String as = renamed.getOrDefault(id, id);
          Outline there = others.get(as);
          if (!wanted.test(id)) {
            return;
          }
          if (there == null) {
            sought.put(id, outline);
          } else if (outline.isCopiedBy(there) || outline.isBareIn(there)) {
            made.add(as);
          } else {
            left.add(outline.called() + (as.equals(id) ? "" : " as " + as));
          }
          unnamed.remove(as);
        });
    Copies copies = new Copies(unnamed.values());
    for (Outline outline : sought.values()) {
      copies
          .take(outline)
          .ifPresentOrElse(copy -> made.add(copy.id()), () -> left.add(outline.called()));
    }
    renamed.forEach(
        (id, as) -> {
          if (backup.isEmpty() && others.containsKey(as)) {
            left.add(as);
          }
        });
    if (!left.isEmpty()) {
      notes.add(
          "Made by the restore that is undone, and not found as it was made, so that it is left"
              + " alone if it is still there: "
              + Text.some(left));
    }
    return made;
  }
}
