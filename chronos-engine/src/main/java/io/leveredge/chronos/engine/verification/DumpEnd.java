package io.leveredge.chronos.engine.verification;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end that pg_dump gives a plain dump when nothing went wrong (pg_backup_archiver.c, {@code
 * RestoreArchive}): three comment lines and an empty one, and, since the releases of August 2025,
 * the line {@code \\unrestrict} with a key and another empty one.
 */
final class DumpEnd implements Structure {
  private static final Pattern END =
      Pattern.compile(
          "(?:^|\n)--\n-- PostgreSQL database dump complete\n--\n\n*"
              + "(?:\\\\unrestrict [A-Za-z0-9]+\n+)?\\z");

  @Override
  public Optional<String> faultAtTheEnd(byte[] tail, long length) {
    // Only ASCII is looked for, which is the same in each encoding that a server may have.
    return END.matcher(new String(tail, StandardCharsets.ISO_8859_1)).find()
        ? Optional.empty()
        : Optional.of("The dump does not end with pg_dump's last lines: it is not whole");
  }
}
