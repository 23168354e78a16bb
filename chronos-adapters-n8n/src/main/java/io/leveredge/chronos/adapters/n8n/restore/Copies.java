package io.leveredge.chronos.adapters.n8n.restore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Workflows of n8n that may be copies, under ids of their own, of those that it has lost: an
 * earlier restore made them where n8n let it keep no id. Each is the copy of one at most.
 */
final class Copies {
  private final Map<String, List<Outline>> byLikeness = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param others those that are in n8n and not, by their ids, in the backup
   */
  Copies(Collection<Outline> others) {
    for (Outline other : others) {
      byLikeness.computeIfAbsent(other.likeness(), key -> new ArrayList<>()).add(other);
    }
  }

  /** The copy of that one, which then is nobody else's; rather one that need not be changed. */
  Optional<Outline> take(Outline lost) {
    return next(lost.likeness(), lost).or(() -> next(lost.runningLikeness(), lost));
  }

  private Optional<Outline> next(String likeness, Outline lost) {
    List<Outline> left = byLikeness.getOrDefault(likeness, List.of());
    Optional<Outline> copy =
        left.stream()
            .filter(other -> !Decision.between(lost, Optional.of(other)).changes())
            .findFirst()
            .or(() -> left.stream().findFirst());
    copy.ifPresent(
        found -> {
          left.remove(found);
          taken.add(found.id());
        });
    return copy;
  }

  boolean isTaken(String id) {
    return taken.contains(id);
  }
}
