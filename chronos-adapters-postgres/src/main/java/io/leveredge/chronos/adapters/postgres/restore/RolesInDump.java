package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The roles that a statement of a dump names, as pg_dump writes it (pg_dump.c, dumputils.c). */
final class RolesInDump {
  private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\"\\s;,'$]+)";
  private static final Pattern OWNER = Pattern.compile(" OWNER TO " + NAME + ";\\z");
  private static final Pattern GRANTEE =
      Pattern.compile(" (?:TO|FROM) " + NAME + "(?: WITH GRANT OPTION)?;\\z");
  private static final Pattern GRANTOR =
      Pattern.compile("\\ASET SESSION AUTHORIZATION " + NAME + ";\\z");
  private static final Pattern COMMAND =
      Pattern.compile("\\A\\s*(?:AS \\w+\\s+)?(?:FOR \\w+\\s+)?(?=TO )");

  private RolesInDump() {}

  static List<String> of(DumpPart.Sql sql) {
    return switch (sql.kind()) {
      case OWNER -> atTheEnd(OWNER, sql.statement().text());
      case GRANT -> granted(sql.statement().text());
      case POLICY -> policy(sql.statement().text());
      case USER_MAPPING -> mapping(sql.statement().text());
      default -> List.of();
    };
  }

  /** Who grants, where that is another than the owner; of default privileges whose objects, too. */
  private static List<String> granted(String statement) {
    List<String> roles = new ArrayList<>(atTheEnd(GRANTEE, statement));
    roles.addAll(atTheEnd(GRANTOR, statement));
    SqlWords words = new SqlWords(statement);
    if (words.skip("ALTER") && words.skip("DEFAULT") && words.skip("PRIVILEGES")) {
      if (words.skip("FOR") && words.skip("ROLE")) {
        words.identifier().ifPresent(roles::add);
      }
    }
    return roles;
  }

  /** What is for everybody names nobody. */
  private static List<String> policy(String statement) {
    SqlWords words = new SqlWords(statement);
    words.skip("CREATE");
    words.skip("POLICY");
    boolean named =
        words.identifier().isPresent()
            && words.skip("ON")
            && CopyHeader.qualifiedName(words).isPresent();
    Matcher command = COMMAND.matcher(words.rest());
    if (!named || !command.find()) {
      return List.of();
    }
    SqlWords to = new SqlWords(words.rest().substring(command.end()));
    List<String> roles = new ArrayList<>();
    to.skip("TO");
    do {
      to.identifier().filter(role -> !role.equals("public")).ifPresent(roles::add);
    } while (to.skip(","));
    return roles;
  }

  /** No role can be named {@code public}. */
  private static List<String> mapping(String statement) {
    SqlWords words = new SqlWords(statement);
    for (String word : List.of("CREATE", "USER", "MAPPING", "FOR")) {
      words.skip(word);
    }
    return words.identifier().filter(role -> !role.equals("public")).stream().toList();
  }

  private static List<String> atTheEnd(Pattern pattern, String statement) {
    Matcher matcher = pattern.matcher(statement);
    return matcher.find() && !matcher.group(1).equals("PUBLIC")
        ? Optional.of(unquoted(matcher.group(1))).stream().toList()
        : List.of();
  }

  static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
