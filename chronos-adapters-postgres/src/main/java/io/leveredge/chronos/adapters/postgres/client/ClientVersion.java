package io.leveredge.chronos.adapters.postgres.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an installed client.
 *
 * @param major what a server's {@code server_version_num / 10000} is compared with
 * @param text as the program says it, for example {@code 15.18}
 */
public record ClientVersion(int major, String text) {
  private static final Pattern SAID = Pattern.compile("\\(PostgreSQL\\) ((\\d{1,4})[0-9a-z.]*)");

  /** Reads the answer to {@code pg_dump --version}, or empty where it is none. */
  static Optional<ClientVersion> parse(String answer) {
    Matcher said = SAID.matcher(answer);
    return said.find()
        ? Optional.of(new ClientVersion(Integer.parseInt(said.group(2)), said.group(1)))
        : Optional.empty();
  }
}
