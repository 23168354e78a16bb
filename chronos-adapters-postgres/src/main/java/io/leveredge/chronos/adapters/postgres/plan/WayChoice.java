package io.leveredge.chronos.adapters.postgres.plan;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.dump.CatalogSchema;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.ExcludedSchemas;
import io.leveredge.chronos.adapters.postgres.restore.BackupDump;
import io.leveredge.chronos.adapters.postgres.restore.MaintenanceDatabase;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which way a restore takes, and why not the usual one.
 *
 * @param maintenance the database from which others are renamed; there for a swap
 * @param kept schemas of the database in use that backups leave out, and that stay
 * @param takenIn schemas that are left out now, and that the backup holds all the same
 * @param why what a person should know of the choice
 */
public record WayChoice(
    Way way,
    Optional<DatabaseUrl> maintenance,
    List<String> kept,
    List<String> takenIn,
    List<String> why) {

  private static final String RIGHTS =
      """
      SELECT r.rolsuper OR r.rolcreatedb AS creates,
             pg_has_role(d.datdba, 'USAGE') AS owns
        FROM pg_roles r, pg_database d
       WHERE r.rolname = current_user AND d.datname = current_database()
      """;

  public WayChoice {
    kept = List.copyOf(kept);
    takenIn = List.copyOf(takenIn);
    why = List.copyOf(why);
  }

  /**
   * Chooses. Whether the catalog lives in the database is not asked: a swap carries it over, and
   * what is done in place keeps it.
   *
   * @param live a session in the database in use
   */
  public static WayChoice of(
      Connection live, DatabaseSettings settings, RestoreChoice choice, BackupDump dump)
      throws SQLException {
    if (!choice.tables().isEmpty()) {
      return new WayChoice(Way.askedFor(choice), Optional.empty(), List.of(), List.of(), List.of());
    }
    Schemas schemas = Schemas.of(live, settings, dump);
    List<String> why = new ArrayList<>();
    if (choice.inPlace()) {
      why.add("In place, as asked for: there is no copy beside to go back to.");
    }
    Optional<DatabaseUrl> maintenance = Optional.empty();
    if (why.isEmpty()) {
      why.addAll(againstASwap(live, schemas));
    }
    if (why.isEmpty()) {
      maintenance = MaintenanceDatabase.beside(settings.url());
      if (maintenance.isEmpty()) {
        why.add("In place: no database beside this one lets the role in, so none can be renamed.");
      }
    }
    return new WayChoice(
        maintenance.isPresent() ? Way.SWAP : Way.IN_PLACE,
        maintenance,
        schemas.kept(),
        schemas.takenIn(),
        why);
  }

  private static List<String> againstASwap(Connection live, Schemas schemas) throws SQLException {
    List<String> why = new ArrayList<>();
    Queries.one(
        live,
        RIGHTS,
        row -> {
          if (!row.getBoolean("creates")) {
            why.add("In place: the role may not create databases.");
          }
          if (!row.getBoolean("owns")) {
            why.add("In place: the role does not own the database.");
          }
          return true;
        });
    List<String> lost = schemas.lostByASwap();
    if (!lost.isEmpty()) {
      why.add(
          "In place: schemas that backups leave out are kept (%s), and a new database would not"
                  .formatted(String.join(", ", lost))
              + " have them.");
    }
    return why;
  }

  private record Schemas(List<String> kept, List<String> takenIn) {
    static Schemas of(Connection live, DatabaseSettings settings, BackupDump dump)
        throws SQLException {
      Set<String> leftOut = new HashSet<>(excluded(dump));
      leftOut.addAll(ExcludedSchemas.resolve(live, settings.excludedSchemas()));
      leftOut.retainAll(ExcludedSchemas.all(live));
      Set<String> dumped = new HashSet<>();
      dump.index().inventory().tables().forEach(table -> dumped.add(table.table().schema()));
      return new Schemas(
          leftOut.stream().filter(schema -> !dumped.contains(schema)).sorted().toList(),
          leftOut.stream().filter(dumped::contains).sorted().toList());
    }

    /** Our own catalog is carried over. */
    List<String> lostByASwap() {
      return kept.stream().filter(schema -> !schema.equals(CatalogSchema.NAME)).toList();
    }
  }

  /** The schemas that the backup was made without. */
  public static List<String> excluded(BackupDump dump) {
    String names = dump.facts().getOrDefault("excluded_schemas", "");
    return names.isEmpty() ? List.of() : List.of(names.split(", "));
  }
}
