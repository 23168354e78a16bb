package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.ContentDigest;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that a restore made, and by which it is known again: somebody may have dropped, renamed
 * or changed it since.
 *
 * @param oid at the server
 * @param name under which it was made
 * @param encoding of the dump that its digest is of
 */
public record MadeTable(
    long oid, TableName name, String encoding, long rows, ContentDigest digest) {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final String NAME =
      "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.oid = ?::bigint::oid";

  /** As one line: the name comes last, for it may hold anything. */
  public String told() {
    return "%d %s %d %s %d %s%s"
        .formatted(
            oid, encoding, rows, digest.hex(), name.schema().length(), name.schema(), name.name());
  }

  /** Reads {@link #told}. */
  public static MadeTable parse(String told) {
    String[] parts = told.split(" ", 6);
    if (parts.length != 6) {
      throw new IllegalArgumentException("Not a table that was made: " + told);
    }
    int schema = Integer.parseInt(parts[4]);
    return new MadeTable(
        Long.parseLong(parts[0]),
        new TableName(parts[5].substring(0, schema), parts[5].substring(schema)),
        parts[1],
        Long.parseLong(parts[2]),
        ContentDigest.fromHex(parts[3]));
  }

  /** Those that are still there under their names. */
  public static List<MadeTable> present(DatabaseUrl url, List<MadeTable> made) {
    try (Connection connection = new Connections(url).hurried("chronos-looks", LOOK)) {
      return present(connection, made);
    } catch (SQLException failure) {
      throw new PostgresFaults(url).connecting(failure);
    }
  }

  private static List<MadeTable> present(Connection connection, List<MadeTable> made)
      throws SQLException {
    List<MadeTable> present = new ArrayList<>();
    for (MadeTable each : made) {
      List<TableName> now =
          Queries.all(
              connection,
              NAME,
              row -> new TableName(row.getString(1), row.getString(2)),
              Long.toString(each.oid()));
      if (now.contains(each.name())) {
        present.add(each);
      }
    }
    return present;
  }

  /**
   * Drops those that are there, in one transaction.
   *
   * @return how many
   * @throws ChronosException RESTORE_BLOCKED where the rows of one are others now, or something
   *     depends on it: none was dropped
   */
  public static long dropUnchanged(DatabaseUrl url, String sessionName, List<MadeTable> made) {
    return Interruptible.run(
        sessionName,
        ErrorCode.RESTORE_INTERRUPTED,
        "The undo was stopped by the service",
        abort -> dropUnchanged(url, sessionName, made, abort));
  }

  private static long dropUnchanged(
      DatabaseUrl url, String sessionName, List<MadeTable> made, Abort abort) {
    LoadSettings settings = new LoadSettings(url, sessionName, 1);
    String encoding = made.getFirst().encoding();
    try (DatabaseSession session =
        Opening.session(new Connections(url), settings, encoding, abort)) {
      session.connection().setAutoCommit(false);
      List<MadeTable> present = present(session.connection(), made);
      for (MadeTable table : present) {
        session.run("LOCK TABLE " + SqlText.name(table.name()) + " IN ACCESS EXCLUSIVE MODE");
        table.refuseChanged(session);
        drop(session, table);
      }
      session.connection().commit();
      return present.size();
    } catch (SQLException failure) {
      throw RestoreFaults.of("Dropping what the restore made", failure);
    }
  }

  private static void drop(DatabaseSession session, MadeTable table) {
    try {
      session.run("DROP TABLE " + SqlText.name(table.name()));
    } catch (ChronosException refused) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED, String.valueOf(refused.getMessage()), refused);
    }
  }

  private void refuseChanged(DatabaseSession session) throws SQLException {
    Map<TableName, TableColumns> all = TableColumns.all(session.connection(), session.facts());
    TableColumns columns = Optional.ofNullable(all.get(name)).orElseThrow();
    TableInventory now =
        new InventoryReader(session.connection(), encoding, bytes -> {}).table(columns);
    if (now.rows() != rows || !now.digest().equals(digest)) {
      throw new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Table %s was changed since the restore made it, and is not dropped".formatted(name));
    }
  }
}
