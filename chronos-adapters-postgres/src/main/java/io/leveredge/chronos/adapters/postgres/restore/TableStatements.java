package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.adapters.postgres.sql.SqlWords;
import io.leveredge.chronos.domain.inventory.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All statements of a dump that make some tables what they are: their columns, sequences, defaults,
 * indexes, constraints, triggers, rules, policies, comments, owners and grants, in the dump's order
 * (pg_dump.c and dumputils.c of PostgreSQL 10 to 18), with the settings that they were written
 * under.
 *
 * @param before those before all rows
 * @param after those after them
 * @param keys foreign keys of the tables, which need the tables that they refer to
 * @param referring foreign keys of other tables that refer to these, as {@code foreign key k of
 *     public.t}
 * @param parents of those that are partitions or inherit columns, a sentence each
 */
record TableStatements(
    List<DumpPart.Sql> before,
    List<DumpPart.Sql> after,
    List<DumpPart.Sql> keys,
    List<String> referring,
    List<String> parents) {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\"\\s.;,()]+)";
  private static final Pattern SUBJECT =
      Pattern.compile(
          ("\\A(?:(?:CREATE|ALTER) (?:UNLOGGED )?(?:TABLE|SEQUENCE) (?:ONLY )?"
                  + "|CREATE (?:UNIQUE )?INDEX NAME ON (?:ONLY )?"
                  + "|CREATE (?:CONSTRAINT )?TRIGGER NAME (?:BEFORE|AFTER|INSTEAD OF) .*? ON "
                  + "|CREATE POLICY NAME ON "
                  + "|CREATE RULE NAME AS\\s+ON (?:SELECT|INSERT|UPDATE|DELETE) TO "
                  + "|CREATE STATISTICS .* FROM "
                  + "|COMMENT ON (?:TABLE|SEQUENCE|COLUMN) "
                  + "|COMMENT ON (?:CONSTRAINT|TRIGGER|POLICY|RULE) NAME ON "
                  + "|SECURITY LABEL FOR NAME ON (?:TABLE|SEQUENCE|COLUMN) "
                  + "|(?:GRANT|REVOKE) [^;']*? ON (?:TABLE|SEQUENCE) )")
              .replace("NAME", NAME),
          Pattern.DOTALL);
  private static final Pattern INDEX =
      Pattern.compile("\\A(?:COMMENT ON|ALTER) INDEX ", Pattern.DOTALL);
  private static final Pattern NEW_INDEX =
      Pattern.compile(
          ("\\A(?:CREATE (?:UNIQUE )?INDEX (NAME) |ALTER TABLE ONLY \\S+\\s+ADD CONSTRAINT (NAME)"
                  + " )")
              .replace("NAME", NAME),
          Pattern.DOTALL);
  private static final Pattern OWNED = Pattern.compile(" OWNED BY ");
  private static final Pattern REFERS = Pattern.compile(" REFERENCES ");
  private static final Pattern PARTITION = Pattern.compile(" ATTACH PARTITION ");
  private static final Pattern OF_OTHERS =
      Pattern.compile("\\)\\s*(INHERITS \\(|PARTITION BY )[^;]*;\\z");

  TableStatements {
    before = List.copyOf(before);
    after = List.copyOf(after);
    keys = List.copyOf(keys);
    referring = List.copyOf(referring);
    parents = List.copyOf(parents);
  }

  /** Reads the whole dump, but for the rows of large tables. */
  static TableStatements of(PlainDump dump, Collection<TableName> tables) {
    Gathering gathering = new Gathering(tables);
    try {
      new DumpStatements(dump).read(gathering);
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
    return gathering.end();
  }

  /** The table that a foreign key refers to. */
  static Optional<TableName> referred(DumpPart.Sql key) {
    return after(REFERS, key.statement().text());
  }

  private static Optional<TableName> after(Pattern words, String text) {
    Matcher matcher = words.matcher(text);
    return matcher.find()
        ? CopyHeader.qualifiedName(new SqlWords(text.substring(matcher.end())))
        : Optional.empty();
  }

  private record Placed(boolean afterRows, DumpPart.Sql sql, Optional<TableName> sequence) {}

  private static final class Gathering implements DumpReader {
    private final Collection<TableName> tables;
    private final List<Placed> placed = new ArrayList<>();
    private final List<DumpPart.Sql> keys = new ArrayList<>();
    private final List<String> referring = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private final Set<TableName> sequences = new HashSet<>();
    private final Set<TableName> owned = new HashSet<>();
    private final Set<TableName> indexes = new HashSet<>();
    private boolean afterRows;

    Gathering(Collection<TableName> tables) {
      this.tables = tables;
    }

    @Override
    public void part(DumpPart part) {
      switch (part) {
        case DumpPart.Rows rows -> afterRows = true;
        case DumpPart.Sql sql -> see(sql);
      }
    }

    private void see(DumpPart.Sql sql) {
      String text = sql.statement().text();
      if (sql.kind() == StatementKind.SETTING) {
        take(sql, Optional.empty());
        return;
      }
      Optional<TableName> subject = after(SUBJECT, text);
      if (sql.kind() == StatementKind.FOREIGN_KEY) {
        key(sql, subject);
      } else if (subject.filter(tables::contains).isPresent()) {
        ofATable(sql, subject.get(), text);
      } else if (after(INDEX, text).filter(indexes::contains).isPresent()) {
        take(sql, Optional.empty());
      } else if (subject.isPresent()) {
        ofAnother(sql, subject.get(), text);
      }
    }

    private void key(DumpPart.Sql sql, Optional<TableName> subject) {
      if (subject.filter(tables::contains).isPresent()) {
        keys.add(sql);
      } else if (referred(sql).filter(tables::contains).isPresent()) {
        NamedObject.foreignKey(sql.statement().text()).ifPresent(referring::add);
      }
    }

    private void ofATable(DumpPart.Sql sql, TableName table, String text) {
      Matcher others = OF_OTHERS.matcher(text);
      if (text.startsWith("CREATE ") && sql.kind() == StatementKind.DEFINITION && others.find()) {
        parents.add(
            others.group(1).startsWith("P")
                ? table + " is partitioned"
                : table + " inherits from another table");
      }
      Matcher index = NEW_INDEX.matcher(text);
      if (index.find()) {
        String name = Optional.ofNullable(index.group(1)).orElseGet(() -> index.group(2));
        new SqlWords(name)
            .identifier()
            .ifPresent(it -> indexes.add(new TableName(table.schema(), it)));
      }
      take(sql, Optional.empty());
    }

    /** Whose a sequence is comes after the sequence. */
    private void ofAnother(DumpPart.Sql sql, TableName subject, String text) {
      if (text.startsWith("CREATE SEQUENCE ")) {
        sequences.add(subject);
      }
      if (sequences.contains(subject)) {
        take(sql, Optional.of(subject));
        after(OWNED, text).filter(tables::contains).ifPresent(owner -> owned.add(subject));
      }
      after(PARTITION, text)
          .filter(tables::contains)
          .ifPresent(table -> parents.add(table + " is a partition of " + subject));
    }

    private void take(DumpPart.Sql sql, Optional<TableName> sequence) {
      placed.add(new Placed(afterRows, sql, sequence));
    }

    TableStatements end() {
      List<DumpPart.Sql> before = new ArrayList<>();
      List<DumpPart.Sql> after = new ArrayList<>();
      for (Placed each : placed) {
        if (each.sequence().isEmpty() || owned.contains(each.sequence().get())) {
          (each.afterRows() ? after : before).add(each.sql());
        }
      }
      return new TableStatements(before, after, keys, referring, parents);
    }
  }
}
