package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import java.util.Optional;

/**
 * Counts and digests large objects. pg_dump creates each with {@code lo_create}, and later, for
 * each, an empty one too, writes {@code lo_open}, any number of {@code lowrite} and {@code
 * lo_close} (pg_dump.c, {@code dumpLOs}; pg_backup_null.c; since 17 one entry holds many objects,
 * with the same statements). The bytes are digested as they come, so that the size of the pieces
 * does not matter.
 */
final class LargeObjectTally {
  private static final String CALL = "SELECT pg_catalog.lo";
  private static final String CREATE = "SELECT pg_catalog.lo_create(";
  private static final String OPEN = "SELECT pg_catalog.lo_open(";
  private static final String WRITE = "SELECT pg_catalog.lowrite(0, '";
  private static final String CLOSE = "SELECT pg_catalog.lo_close(0);";
  private static final String UNLINK = "SELECT pg_catalog.lo_unlink(";

  private final LargeObjectSum sum = new LargeObjectSum();
  private boolean open;
  private DumpPosition lastOpened = DumpPosition.START;

  /** Those created and those filled, each as the sum of the first numbers of their keys. */
  private long createdCount;

  private long created;
  private long filled;

  /**
   * Takes note of a statement of the dump, whatever it is.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD for a call on a large object that is not one of
   *     those
   */
  void see(SqlStatement statement) {
    if (!statement.startsWith(CALL)) {
      return;
    }
    if (statement.startsWith(WRITE) && open) {
      write(statement);
    } else if (statement.startsWith(CREATE)) {
      created += FieldDigest.key(oid(statement, CREATE))[0];
      createdCount++;
    } else if (statement.startsWith(OPEN) && !open) {
      String oid = oid(statement, OPEN);
      filled += FieldDigest.key(oid)[0];
      sum.begin(oid);
      open = true;
      lastOpened = statement.start();
    } else if (statement.startsWith(CLOSE) && open) {
      sum.end();
      open = false;
    } else if (!statement.startsWith(UNLINK)) {
      throw notUnderstood(statement);
    }
  }

  /**
   * All of them.
   *
   * @throws ChronosException DUMP_INCOMPLETE when one is still open, or when those created and
   *     those filled are not the same
   */
  LargeObjects total() {
    if (open) {
      throw lastOpened.incomplete("The large object that begins here is not closed");
    }
    LargeObjects total = sum.total();
    if (createdCount != total.count() || created != filled) {
      throw lastOpened.incomplete(
          "The dump creates "
              + createdCount
              + " large objects and holds the contents of "
              + total.count()
              + ", or of others, the last of them here");
    }
    return total;
  }

  private void write(SqlStatement statement) {
    Optional<byte[]> written = HexBytes.literal(statement.head(), WRITE.length() - 1, ");");
    if (written.isEmpty() || !statement.whole()) {
      throw notUnderstood(statement);
    }
    sum.write(written.get());
  }

  private static String oid(SqlStatement statement, String call) {
    SqlWords words = new SqlWords(statement.text());
    words.skip(call);
    return words
        .string()
        .filter(oid -> oid.matches("[0-9]{1,10}"))
        .orElseThrow(() -> notUnderstood(statement));
  }

  private static ChronosException notUnderstood(SqlStatement statement) {
    return statement
        .start()
        .notUnderstood("This call on a large object is not understood: " + statement.shown());
  }
}
