package io.leveredge.chronos.adapters.postgres.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of names as the server keeps it in settings such as search_path: separated by commas, some
 * in double quotes. Written back as it is, an empty name would be refused ({@code
 * makeAlterConfigCommand} in pg_dump's source).
 */
final class NameList {
  private static final Pattern NAME =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\",]+?))\\s*(?:,|$)");

  private NameList() {}

  /** The names, without their quotes; the text as one name where it is no such list. */
  static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    int end = 0;
    while (end < text.length() && name.find(end) && name.start() == end) {
      String quoted = name.group(1);
      names.add(quoted == null ? name.group(2) : quoted.replace("\"\"", "\""));
      end = name.end();
    }
    return end == text.length() ? names : List.of(text);
  }
}
