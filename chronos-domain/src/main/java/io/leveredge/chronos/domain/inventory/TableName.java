package io.leveredge.chronos.domain.inventory;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relation's name with its schema, each as PostgreSQL stores it, unquoted. */
public record TableName(String schema, String name) implements Comparable<TableName> {
  private static final Comparator<TableName> ORDER =
      Comparator.comparing(TableName::schema).thenComparing(TableName::name);

  private static final String IDENTIFIER =
      "(?:[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*|\"(?:[^\"]|\"\")+\")";
  private static final Pattern FORM =
      Pattern.compile("(?:(" + IDENTIFIER + ")\\.)?(" + IDENTIFIER + ")");

  /**
   * The table that a text names as SQL does: {@code orders}, which is in {@code public}, {@code
   * sales.orders}, or with quotes around a name that is not in lower case (PostgreSQL manual,
   * section 4.1.1). Empty where it is no such name.
   */
  public static Optional<TableName> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new TableName(
                Optional.ofNullable(matcher.group(1)).map(TableName::meant).orElse("public"),
                meant(matcher.group(2))))
        : Optional.empty();
  }

  private static String meant(String identifier) {
    return identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
        : identifier.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(TableName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return quoted(schema) + "." + quoted(name);
  }

  private static String quoted(String identifier) {
    return identifier.matches("[a-z_][a-z0-9_]*")
        ? identifier
        : '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
