package io.leveredge.chronos.adapters.n8n.restore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a restore has changed so far. */
final class Changes implements AutoCloseable {
  private final FormerStates former = FormerStates.open();
  private final Map<String, String> created = new LinkedHashMap<>();
  private final List<String> deleted = new ArrayList<>();

  /** Of those that were there before. */
  FormerStates former() {
    return former;
  }

  /** Of those that were made: the id of the backup to n8n's own, which may be the same. */
  Map<String, String> created() {
    return created;
  }

  /** Ids of those that are gone. */
  List<String> deleted() {
    return deleted;
  }

  boolean any() {
    return !created.isEmpty() || !deleted.isEmpty() || !former.ids().isEmpty();
  }

  @Override
  public void close() {
    former.close();
  }
}
