package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers what is told of a dump: its facts, and notes for a person. */
final class DumpReport {
  private static final int NAMED = 5;
  private static final String EXTENSIONS =
      "SELECT extname || ' ' || extversion FROM pg_extension ORDER BY extname COLLATE \"C\"";

  private final DatabaseSettings settings;
  private final Exclusions exclusions;
  private final List<String> notes = new ArrayList<>();

  DumpReport(DatabaseSettings settings, Exclusions exclusions) {
    this.settings = settings;
    this.exclusions = exclusions;
  }

  void note(List<String> more) {
    notes.addAll(more);
  }

  ComponentResult result(DumpRun run, DumpIndex index, List<Artifact> artifacts)
      throws SQLException {
    noteSettings();
    for (Uncovered.Kind kind : Uncovered.Kind.values()) {
      noteUncovered(kind, index);
    }
    return new ComponentResult(
        Component.DATABASE,
        ComponentResult.State.COMPLETED,
        artifacts,
        List.of(),
        notes,
        facts(run, index.inventory()));
  }

  private Map<String, String> facts(DumpRun run, DatabaseInventory inventory) throws SQLException {
    Map<String, String> facts = new TreeMap<>(run.session().facts().told());
    facts.put("client_version", run.client().version().text());
    facts.put("tables", Integer.toString(inventory.tables().size()));
    facts.put("rows", Long.toString(inventory.rows()));
    facts.put("sequences", Integer.toString(inventory.sequences().size()));
    facts.put("large_objects", Long.toString(inventory.largeObjects().count()));
    facts.put("excluded_schemas", String.join(", ", run.excluded()));
    facts.put(
        "extensions",
        String.join(
            ", ", Queries.all(run.session().connection(), EXTENSIONS, row -> row.getString(1))));
    return facts;
  }

  private void noteSettings() {
    if (!exclusions.configured().isEmpty()) {
      notes.add("Schemas left out as configured: " + String.join(", ", exclusions.configured()));
    }
    if (exclusions.ownCatalog()) {
      notes.add("Schema chronos is left out: it holds CHRONOS's own catalog.");
    }
    if (settings.noOwner()) {
      notes.add("Owners are not in the dump, as configured: a restore makes its role the owner.");
    }
    if (settings.noAcl()) {
      notes.add("Grants are not in the dump, as configured, and will be lost by a restore.");
    }
  }

  private void noteUncovered(Uncovered.Kind kind, DumpIndex index) {
    List<TableName> names =
        index.uncovered().stream()
            .filter(uncovered -> uncovered.kind() == kind)
            .map(Uncovered::name)
            .toList();
    if (names.isEmpty()) {
      return;
    }
    String first =
        names.stream().limit(NAMED).map(TableName::toString).collect(Collectors.joining(", "));
    String why =
        switch (kind) {
          case MATERIALIZED_VIEW -> "materialized views: a restore computes them anew";
          case FOREIGN_TABLE -> "foreign tables: their rows live on other servers";
          case UNLOGGED_TABLE -> "unlogged tables: a standby has no rows of them";
        };
    notes.add(
        "Not in the dump are the contents of %d %s (%s%s)"
            .formatted(names.size(), why, first, names.size() > NAMED ? ", …" : ""));
  }
}
