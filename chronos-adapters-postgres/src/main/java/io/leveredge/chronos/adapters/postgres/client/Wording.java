package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes what servers and programs say fit for messages: one line, no control characters, no secret.
 */
public final class Wording {
  private static final int MOST_LINES = 8;
  private static final int MOST_CHARACTERS = 800;

  /** The password; what is shorter would be found in ordinary words and spoil every message. */
  private final Optional<String> secret;

  public Wording(DatabaseUrl url) {
    secret = url.password().filter(password -> password.length() >= 4);
  }

  /**
   * Why a client program failed: what it wrote from its last line with {@code error:} on, which a
   * long query may follow, or its last lines.
   */
  public String ending(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    int from = Math.max(0, lines.size() - MOST_LINES);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" error: ")) {
        from = i;
      }
    }
    return clean(String.join("\n", lines.subList(from, lines.size())));
  }

  /** The lines that contain a word, each cleaned. */
  public List<String> linesWith(String word, String text) {
    return text.lines().filter(line -> line.contains(word)).map(this::clean).distinct().toList();
  }

  /** A text without control characters, without the secret, not too long. */
  public String clean(String text) {
    String open = secret.map(hidden -> text.replace(hidden, "***")).orElse(text);
    String shown =
        Arrays.stream(open.strip().split("\\R", -1))
            .map(String::strip)
            .collect(Collectors.joining("; "));
    String escaped =
        shown
            .codePoints()
            .mapToObj(
                c ->
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? "\\u%04x".formatted(c)
                        : Character.toString(c))
            .collect(Collectors.joining());
    return escaped.length() <= MOST_CHARACTERS
        ? escaped
        : escaped.substring(0, MOST_CHARACTERS) + "…";
  }
}
