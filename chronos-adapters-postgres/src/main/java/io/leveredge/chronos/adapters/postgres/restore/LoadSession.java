package io.leveredge.chronos.adapters.postgres.restore;

import java.sql.SQLException;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A session that takes parts of a dump. A transaction is open once something was done; who uses the
 * session ends it.
 */
final class LoadSession implements AutoCloseable {
  /**
   * What most often is a superuser's to do, and by which no function of the dump ever runs: neither
   * now nor later with the rights of whoever made it.
   */
  private static final List<String> OURSELVES =
      List.of(
          "CREATE EXTENSION ",
          "COMMENT ON ",
          "CREATE PUBLICATION ",
          "ALTER PUBLICATION ",
          "CREATE FOREIGN DATA WRAPPER ",
          "CREATE SERVER ",
          "CREATE FOREIGN TABLE ",
          "ALTER FOREIGN TABLE ",
          "CREATE CAST ",
          "CREATE OPERATOR CLASS ",
          "CREATE OPERATOR FAMILY ",
          "CREATE ACCESS METHOD ");

  private final DatabaseSession session;
  private final PlainDump dump;
  private String tablespace = "";

  /**
   * Takes a session over, in which a transaction begins with the first part.
   *
   * @param settings the statements at the top of the dump; none where they come as parts
   */
  LoadSession(DatabaseSession session, PlainDump dump, List<String> settings) {
    this.session = session;
    this.dump = dump;
    try {
      settings.forEach(session::run);
      session.connection().setAutoCommit(false);
    } catch (SQLException failure) {
      session.close();
      throw RestoreFaults.of("BEGIN", failure);
    } catch (RuntimeException failure) {
      session.close();
      throw failure;
    }
  }

  /** Whether a setting of the dump is one that the session makes itself. */
  static boolean isOurs(String statement) {
    return statement.startsWith("SET client_encoding ")
        || statement.matches("(?s)SET \\w+_timeout .*");
  }

  DatabaseSession session() {
    return session;
  }

  /** Runs one statement of the dump. */
  void run(DumpPart.Sql part) {
    if (part.kind() == StatementKind.SETTING && isOurs(part.statement().text())) {
      return;
    }
    String sql = SqlText.verbatim(part.statement(), dump.index().encoding());
    if (OURSELVES.stream().anyMatch(part.statement()::startsWith)) {
      session.asOurselves(() -> session.run(sql, shown(part)));
    } else {
      session.run(sql, shown(part));
    }
  }

  /** Has what is created from here on in a tablespace, unless it already is so. */
  void useTablespace(String setting) {
    if (!setting.isEmpty() && !setting.equals(tablespace)) {
      session.run(setting);
      tablespace = setting;
    }
  }

  /**
   * Loads all rows of a COPY.
   *
   * @param freeze marks them as visible to all, which the server allows in a table that was made
   *     empty in the same transaction (COPY manual, {@code FREEZE})
   * @return how many
   */
  long copy(DumpPart.Rows rows, boolean freeze) {
    return new RowCopy(session, dump).all(rows, freeze);
  }

  /**
   * Loads a range of rows.
   *
   * @param enough asked with the bytes that are left; where it says so no further row is begun
   */
  RowCopy.Copied copy(RowRange range, boolean freeze, LongPredicate enough) {
    return new RowCopy(session, dump).range(range, freeze, enough);
  }

  void commit() {
    try {
      session.connection().commit();
    } catch (SQLException failure) {
      throw RestoreFaults.of("COMMIT", failure);
    }
  }

  /** A large object's bytes are data. */
  private static String shown(DumpPart.Sql part) {
    String shown = part.shown();
    int bracket = shown.indexOf('(');
    return part.kind() == StatementKind.LARGE_OBJECT && bracket > 0
        ? shown.substring(0, bracket)
        : shown;
  }

  /** Ends the session; what was not committed is gone. */
  @Override
  public void close() {
    session.close();
  }
}
