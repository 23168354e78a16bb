package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.restore.MadeTable;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables that a restore put beside others, as its outcome remembers them. */
record Beside(List<MadeTable> tables) {
  private static final String FACT = "table_beside_";

  Beside {
    tables = List.copyOf(tables);
  }

  /** Empty where the restore was of another kind. */
  static Optional<Beside> of(ComponentOutcome done) {
    List<MadeTable> tables =
        done.facts().entrySet().stream()
            .filter(fact -> fact.getKey().startsWith(FACT))
            .map(fact -> MadeTable.parse(fact.getValue()))
            .toList();
    return tables.isEmpty() ? Optional.empty() : Optional.of(new Beside(tables));
  }

  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    for (int i = 0; i < tables.size(); i++) {
      facts.put(FACT + i, tables.get(i).told());
    }
    return facts;
  }

  boolean isThere(DatabaseSettings settings) {
    return !MadeTable.present(settings.url(), tables).isEmpty();
  }

  /** Drops those that are as they were made; those that are gone already are passed over. */
  ComponentOutcome takeBack(DatabaseSettings settings, String sessionName) {
    long dropped = MadeTable.dropUnchanged(settings.url(), sessionName, tables);
    return ComponentOutcome.restored(Component.DATABASE, Map.of(ChangeKind.DROPPED, dropped));
  }
}
