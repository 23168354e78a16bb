package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * @param roles that it names, by the kind of the statements that name them: owners, grants and
 *     default privileges, policies, user mappings
 * @param extensions that it creates
 * @param tablespaces that it names
 * @param superusersOwn what only a superuser may create, as {@code publication p}
 * @param others what else it creates that a person would miss, as {@code view public.v}: views,
 *     materialized views, foreign keys, functions without their arguments
 */
public record DumpOutline(
    List<String> settings,
    Map<StatementKind, Integer> counts,
    List<DumpPart.Rows> large,
    Set<TableName> inOrder,
    Set<TableName> tables,
    Map<StatementKind, Set<String>> roles,
    Set<String> extensions,
    Set<String> tablespaces,
    Set<String> superusersOwn,
    Set<String> others) {
  public DumpOutline {
    settings = List.copyOf(settings);
    counts = Map.copyOf(counts);
    large = List.copyOf(large);
    inOrder = Set.copyOf(inOrder);
    tables = Set.copyOf(tables);
    roles = copy(roles);
    extensions = Set.copyOf(extensions);
    tablespaces = Set.copyOf(tablespaces);
    superusersOwn = Set.copyOf(superusersOwn);
    others = Set.copyOf(others);
  }

  private static Map<StatementKind, Set<String>> copy(Map<StatementKind, Set<String>> roles) {
    Map<StatementKind, Set<String>> copy = new EnumMap<>(StatementKind.class);
    roles.forEach((kind, names) -> copy.put(kind, Set.copyOf(names)));
    return Collections.unmodifiableMap(copy);
  }

  /** The roles that a restore needs which leaves that out. */
  public Set<String> roles(LeaveOut leaveOut) {
    Set<String> needed = new TreeSet<>();
    roles.forEach(
        (kind, names) -> {
          if (!leaveOut.kinds().contains(kind)) {
            needed.addAll(names);
          }
        });
    return needed;
  }

  /** The roles that own something. */
  public Set<String> owners() {
    return roles.getOrDefault(StatementKind.OWNER, Set.of());
  }

  /** Grows with the parts. */
  static final class Builder implements DumpReader {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\"\\s;,'$]+)";
    private static final Pattern EXTENSION =
        Pattern.compile("\\ACREATE EXTENSION (?:IF NOT EXISTS )?" + NAME);
    private static final Pattern TABLESPACE =
        Pattern.compile("\\ASET default_tablespace = " + NAME + ";\\z");

    private final List<String> settings = new ArrayList<>();
    private final Map<StatementKind, Integer> counts = new EnumMap<>(StatementKind.class);
    private final List<DumpPart.Rows> large = new ArrayList<>();
    private final Set<TableName> inOrder = new LinkedHashSet<>();
    private final Set<TableName> tables = new LinkedHashSet<>();
    private final Map<StatementKind, Set<String>> roles = new EnumMap<>(StatementKind.class);
    private final Set<String> extensions = new LinkedHashSet<>();
    private final Set<String> tablespaces = new LinkedHashSet<>();
    private final Set<String> superusersOwn = new LinkedHashSet<>();
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
      for (String role : RolesInDump.of(sql)) {
        roles.computeIfAbsent(sql.kind(), kind -> new LinkedHashSet<>()).add(role);
      }
      SuperusersOwn.named(sql).ifPresent(superusersOwn::add);
      switch (sql.kind()) {
        case SETTING -> {
          String text = sql.statement().text();
          if (atTop && !LoadSession.isOurs(text)) {
            settings.add(text);
          }
          add(TABLESPACE, text, tablespaces);
        }
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
      if (matcher.find()) {
        to.add(RolesInDump.unquoted(matcher.group(1)));
      }
    }

    DumpOutline build() {
      return new DumpOutline(
          settings,
          counts,
          large,
          inOrder,
          tables,
          roles,
          extensions,
          tablespaces,
          superusersOwn,
          others);
    }
  }
}
