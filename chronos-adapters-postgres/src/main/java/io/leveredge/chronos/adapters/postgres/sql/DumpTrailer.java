package io.leveredge.chronos.adapters.postgres.sql;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.util.Optional;

/**
 * Watches for the end that pg_dump gives a dump when nothing went wrong (pg_backup_archiver.c,
 * {@code RestoreArchive}): three comment lines, the line {@code \\unrestrict} with the key of the
 * {@code \\restrict} at the top (since the releases of August 2025), and an empty line.
 */
public final class DumpTrailer {
  private static final String RULE = "--";
  private static final String COMPLETE = "-- PostgreSQL database dump complete";
  private static final String RESTRICT = "\\restrict ";
  private static final String UNRESTRICT = "\\unrestrict ";

  /** How many of the three lines have come. */
  private int lines;

  private Optional<String> openKey = Optional.empty();
  private boolean restricted;

  /** Before the first byte of a dump. */
  public DumpTrailer() {}

  /** A comment of one line, outside of statements. */
  public void comment(String line) {
    if (lines == 3) {
      return;
    }
    if (line.equals(RULE)) {
      lines = lines == 2 ? 3 : 1;
    } else {
      lines = lines == 1 && line.equals(COMPLETE) ? 2 : 0;
    }
  }

  /**
   * A command to psql.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD for any but pg_dump's own two, each in its place
   */
  public void metaCommand(DumpPosition start, String line) {
    if (line.startsWith(RESTRICT) && !restricted && lines < 3) {
      restricted = true;
      openKey = Optional.of(line.substring(RESTRICT.length()));
    } else if (line.startsWith(UNRESTRICT)
        && lines == 3
        && openKey.equals(Optional.of(line.substring(UNRESTRICT.length())))) {
      openKey = Optional.empty();
    } else {
      throw start.notUnderstood("A command to psql that no dump of ours holds: " + shown(line));
    }
  }

  /**
   * Something other than a comment or a command to psql.
   *
   * @throws ChronosException DUMP_NOT_UNDERSTOOD after the end
   */
  public void statement(DumpPosition start) {
    if (lines == 3) {
      throw start.notUnderstood("A statement stands after the end of the dump");
    }
    lines = 0;
  }

  /** Whether all that belongs to the end has come, but for the empty line. */
  public boolean seen() {
    return lines == 3 && openKey.isEmpty();
  }

  private static String shown(String line) {
    return line.substring(0, Math.min(80, line.length())).replaceAll("[^ -~]", "?");
  }
}
