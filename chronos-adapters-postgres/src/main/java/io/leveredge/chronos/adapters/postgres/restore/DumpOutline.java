package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a dump that was read to its end holds, and what it needs of the server.
 *
 * @param settings the statements for the session at its top, without its encoding and timeouts
 * @param counts how many statements there are of each kind
 * @param large the COPYs of much data
 * @param inOrder the tables whose rows are of use in their order: one was clustered, or has an
 *     index of kind BRIN (manual, section 71)
 * @param tables those that it creates
 * @param roles named as owners or in grants
 * @param owners those of the roles that own something
 * @param extensions that it creates
 * @param tablespaces that it names
 * @param others what else it creates that a person would miss, as {@code view public.v}: views,
 *     materialized views, foreign keys, functions without their arguments
 */
public record DumpOutline(
    List<String> settings,
    Map<StatementKind, Integer> counts,
    List<DumpPart.Rows> large,
    Set<TableName> inOrder,
    Set<TableName> tables,
    Set<String> roles,
    Set<String> owners,
    Set<String> extensions,
    Set<String> tablespaces,
    Set<String> others) {
  public DumpOutline {
    settings = List.copyOf(settings);
    counts = Map.copyOf(counts);
    large = List.copyOf(large);
    inOrder = Set.copyOf(inOrder);
    tables = Set.copyOf(tables);
    roles = Set.copyOf(roles);
    owners = Set.copyOf(owners);
    extensions = Set.copyOf(extensions);
    tablespaces = Set.copyOf(tablespaces);
    others = Set.copyOf(others);
  }

  /** Grows with the parts. */
  static final class Builder implements DumpReader {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\"\\s;,'$]+)";
    private static final Pattern OWNER = Pattern.compile(" OWNER TO " + NAME + ";\\z");
    private static final Pattern GRANTEE =
        Pattern.compile(" (?:TO|FROM) " + NAME + "(?: WITH GRANT OPTION)?;\\z");
    private static final Pattern EXTENSION =
        Pattern.compile("\\ACREATE EXTENSION (?:IF NOT EXISTS )?" + NAME);
    private static final Pattern TABLESPACE =
        Pattern.compile("\\ASET default_tablespace = " + NAME + ";\\z");

    private final List<String> settings = new ArrayList<>();
    private final Map<StatementKind, Integer> counts = new EnumMap<>(StatementKind.class);
    private final List<DumpPart.Rows> large = new ArrayList<>();
    private final Set<TableName> inOrder = new LinkedHashSet<>();
    private final Set<TableName> tables = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<String> extensions = new LinkedHashSet<>();
    private final Set<String> tablespaces = new LinkedHashSet<>();
    private final Set<String> others = new LinkedHashSet<>();
    private boolean atTop = true;

    @Override
    public void part(DumpPart part) throws SQLException {
      switch (part) {
        case DumpPart.Rows rows -> {
          atTop = false;
          if (rows.few().isEmpty()) {
            large.add(rows);
          }
        }
        case DumpPart.Sql sql -> see(sql);
      }
    }

    private void see(DumpPart.Sql sql) {
      counts.merge(sql.kind(), 1, Integer::sum);
      atTop &= sql.kind() == StatementKind.SETTING;
      switch (sql.kind()) {
        case SETTING -> {
          String text = sql.statement().text();
          if (atTop && !LoadSession.isOurs(text)) {
            settings.add(text);
          }
          add(TABLESPACE, text, tablespaces);
        }
        case OWNER -> {
          add(OWNER, sql.statement().text(), roles);
          add(OWNER, sql.statement().text(), owners);
        }
        case GRANT -> add(GRANTEE, sql.statement().text(), roles);
        case DEFINITION -> {
          if (sql.statement().startsWith("CREATE EXTENSION ")) {
            add(EXTENSION, sql.statement().text(), extensions);
          } else if (sql.statement().startsWith("CREATE TABLE ")
              || sql.statement().startsWith("CREATE UNLOGGED TABLE ")) {
            TableWords.created(sql.statement().text()).ifPresent(tables::add);
          } else {
            NamedObject.created(sql.statement().text()).ifPresent(others::add);
          }
        }
        case INDEX -> orders(" USING brin ", sql.statement().text());
        case AFTER_INDEX -> orders(" CLUSTER ON ", sql.statement().text());
        case FOREIGN_KEY -> NamedObject.foreignKey(sql.statement().text()).ifPresent(others::add);
        default -> {
          // Needs nothing that the server may lack.
        }
      }
    }

    private void orders(String words, String text) {
      if (text.contains(words)) {
        TableWords.of(text).ifPresent(inOrder::add);
      }
    }

    private static void add(Pattern pattern, String text, Set<String> to) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find() && !matcher.group(1).equals("PUBLIC")) {
        to.add(unquoted(matcher.group(1)));
      }
    }

    private static String unquoted(String name) {
      return name.startsWith("\"")
          ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
          : name;
    }

    DumpOutline build() {
      return new DumpOutline(
          settings, counts, large, inOrder, tables, roles, owners, extensions, tablespaces, others);
    }
  }
}
