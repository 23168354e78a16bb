package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.Change.Amount;
import io.leveredge.chronos.domain.restore.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of each name of a {@link ScriptedState}.
 *
 * @param now what there is
 * @param then what the backup holds
 * @param goes names that the backup does not hold and that are removed
 */
record ScriptedChanges(
    NavigableMap<String, String> now, NavigableMap<String, String> then, Set<String> goes) {

  List<Change> all() {
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(then.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      changes.add(
          new Change(kind(name), name, amount(now, name), amount(then, name), Optional.empty()));
    }
    return changes;
  }

  private ChangeKind kind(String name) {
    if (!then.containsKey(name)) {
      return goes.contains(name) ? ChangeKind.DELETED : ChangeKind.EXTRA;
    }
    if (!now.containsKey(name)) {
      return ChangeKind.CREATED;
    }
    return then.get(name).equals(now.get(name)) ? ChangeKind.UNCHANGED : ChangeKind.OVERWRITTEN;
  }

  private static Optional<Amount> amount(Map<String, String> contents, String name) {
    return Optional.ofNullable(contents.get(name)).map(text -> Amount.exactly(text.length()));
  }

  Map<ChangeKind, Long> counts() {
    Map<ChangeKind, Long> counts = new TreeMap<>();
    all().forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
    return counts;
  }

  /** What there is afterwards. */
  Map<String, String> result() {
    Map<String, String> result = new TreeMap<>(now);
    result.putAll(then);
    result.keySet().removeAll(goes);
    return result;
  }
}
