package io.leveredge.chronos.adapters.postgres.dump;

import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.sql.TextEncoding;
import io.leveredge.chronos.domain.inventory.TableName;
import java.nio.charset.Charset;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Lists what pg_dump must dump, by pg_dump's own rules ({@code getTables}, {@code
 * makeTableDataInfo} and {@code processExtensionTables} in its source): no system or temporary
 * schemas, no members of extensions but their configuration tables, no partitioned tables (their
 * rows are the partitions'), no unlogged ones on a standby.
 */
public final class ContentsQuery {

  /**
   * The root is where pg_dump loads a partition through: it does so below hash partitioning by an
   * enum, whose hashes differ from server to server ({@code getPartitioningInfo}).
   */
  private static final String RELATIONS =
      """
      WITH RECURSIVE unsafe(oid) AS (
        SELECT p.partrelid FROM pg_partitioned_table p
         WHERE p.partstrat = 'h' AND EXISTS (
               SELECT FROM pg_opclass o JOIN pg_am a ON a.oid = o.opcmethod
                WHERE o.oid = ANY (p.partclass::oid[]) AND o.opcname = 'enum_ops'
                  AND o.opcnamespace = 'pg_catalog'::regnamespace AND a.amname = 'hash')
      ), ancestry(oid, ancestor) AS (
        SELECT c.oid, i.inhparent FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
         WHERE c.relispartition AND EXISTS (SELECT FROM unsafe)
        UNION ALL
        SELECT y.oid, i.inhparent FROM ancestry y JOIN pg_inherits i ON i.inhrelid = y.ancestor
      ), routed(oid, root) AS (
        SELECT y.oid, max(y.ancestor) FILTER (
                 WHERE NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = y.ancestor))
          FROM ancestry y GROUP BY y.oid HAVING bool_or(y.ancestor IN (SELECT oid FROM unsafe))
      )
      SELECT c.relkind, c.relpersistence,
             convert_to(tn.nspname, getdatabaseencoding()) AS schema,
             convert_to(t.relname, getdatabaseencoding()) AS name
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN routed r ON r.oid = c.oid
        JOIN pg_class t ON t.oid = coalesce(r.root, c.oid)
        JOIN pg_namespace tn ON tn.oid = t.relnamespace
       WHERE c.relkind IN ('r', 'S', 'm', 'f') AND c.relpersistence <> 't'
         AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
         AND n.nspname <> ALL (?)
         AND (NOT EXISTS (SELECT FROM pg_depend d
                           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                             AND d.objsubid = 0 AND d.deptype = 'e'
                             AND d.refclassid = 'pg_extension'::regclass)
              OR EXISTS (SELECT FROM pg_extension e WHERE c.oid = ANY (e.extconfig)))
       ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
      """;

  private static final String LARGE_OBJECTS = "SELECT count(*) FROM pg_largeobject_metadata";

  /** Names come as bytes, as they are in the dump, because not every encoding converts. */
  private final Charset charset;

  private final Connection connection;
  private final ServerFacts facts;
  private final List<TableName> tables = new ArrayList<>();
  private final List<TableName> sequences = new ArrayList<>();
  private final List<Uncovered> uncovered = new ArrayList<>();

  private ContentsQuery(Connection connection, ServerFacts facts) {
    this.connection = connection;
    this.facts = facts;
    this.charset = TextEncoding.charset(facts.encoding());
  }

  /** Asks within the snapshot. */
  public static ExpectedContents ask(SnapshotSession session, Collection<String> excludedSchemas)
      throws SQLException {
    return ask(session.connection(), session.facts(), excludedSchemas);
  }

  /** Asks within the transaction that is open. */
  public static ExpectedContents ask(
      Connection connection, ServerFacts facts, Collection<String> excludedSchemas)
      throws SQLException {
    return new ContentsQuery(connection, facts).ask(excludedSchemas);
  }

  private ExpectedContents ask(Collection<String> excludedSchemas) throws SQLException {
    Array excluded = connection.createArrayOf("text", excludedSchemas.toArray());
    Queries.all(connection, RELATIONS, this::sort, excluded);
    long largeObjects = Queries.one(connection, LARGE_OBJECTS, row -> row.getLong(1));
    return new ExpectedContents(tables, sequences, largeObjects, uncovered);
  }

  private boolean sort(ResultSet row) throws SQLException {
    TableName name =
        new TableName(
            new String(row.getBytes("schema"), charset), new String(row.getBytes("name"), charset));
    boolean hidden = facts.standby() && row.getString("relpersistence").equals("u");
    switch (row.getString("relkind")) {
      case "m" -> uncovered.add(new Uncovered(Uncovered.Kind.MATERIALIZED_VIEW, name));
      case "f" -> uncovered.add(new Uncovered(Uncovered.Kind.FOREIGN_TABLE, name));
      case "r" -> {
        if (hidden) {
          uncovered.add(new Uncovered(Uncovered.Kind.UNLOGGED_TABLE, name));
        } else {
          tables.add(name);
        }
      }
      default -> {
        if (!hidden) {
          sequences.add(name);
        }
      }
    }
    return true;
  }
}
