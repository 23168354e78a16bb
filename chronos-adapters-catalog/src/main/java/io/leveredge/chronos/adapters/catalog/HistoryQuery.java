package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link BackupQuery} in SQL. Only the conditions that were asked for are in it, so that the
 * planner sees which index serves. One row more than the page tells whether another page follows.
 *
 * <p>A period is a range of ids, which lists go by, and besides the few backups whose id and whose
 * time of creation are apart (the second migration says how that comes); their times are looked at
 * one by one.
 */
record HistoryQuery(String sql, List<Object> values) {
  private static final String LIVE =
      "SELECT * FROM chronos.backup_history WHERE deleted_at IS NULL";

  /** Ids begin with a digit. */
  private static final String ABOVE_ALL_IDS = "~";

  /** By how much a creation may follow its id without being apart, as the second migration says. */
  private static final Duration WAITING = Duration.ofHours(1);

  /** The times that an id can tell. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  HistoryQuery {
    values = List.copyOf(values);
  }

  static HistoryQuery of(BackupQuery query) {
    StringBuilder sql = new StringBuilder();
    List<Object> values = new ArrayList<>();
    if (query.since().isEmpty() && query.until().isEmpty()) {
      between("", cursor(query), query, sql, values);
    } else {
      sql.append('(');
      inPeriod(query, sql, values);
      sql.append(") UNION ALL (").append(LIVE).append(" AND id_apart");
      kind(query, sql, values);
      condition(sql, values, "id < ?", cursor(query));
      others(query, sql, values);
      newest("", query, sql, values);
      sql.append(')');
      newest("", query, sql, values);
    }
    return new HistoryQuery(sql.toString(), values);
  }

  /** Gives the statement, prepared from {@link #sql}, its values. */
  void bind(PreparedStatement statement) throws SQLException {
    for (int place = 1; place <= values.size(); place++) {
      Object value = values.get(place - 1);
      statement.setObject(
          place, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
  }

  /** Those whose ids are not apart from their times: the period is one of ids. */
  private static void inPeriod(BackupQuery query, StringBuilder sql, List<Object> values) {
    String from = query.since().map(since -> firstIdAt(since.minus(WAITING))).orElse("");
    String below = query.until().map(until -> firstIdAt(nextMilli(until))).orElse(ABOVE_ALL_IDS);
    String cursor = cursor(query);
    between(from, cursor.compareTo(below) < 0 ? cursor : below, query, sql, values);
  }

  /** The newest that match, of a range of ids. */
  private static void between(
      String from, String below, BackupQuery query, StringBuilder sql, List<Object> values) {
    boolean inPeriod = query.since().isPresent() || query.until().isPresent();
    sql.append(LIVE).append(inPeriod ? " AND NOT id_apart" : "");
    String columns = "";
    if (byKind(query)) {
      Map<String, String> kind = kind(query);
      columns = String.join(" DESC, ", kind.keySet()) + " DESC, ";
      String row = "(" + String.join(", ", kind.keySet()) + ", id)";
      String places = "(" + "?, ".repeat(kind.size()) + "?)";
      sql.append(" AND ").append(row).append(" >= ").append(places);
      values.addAll(kind.values());
      values.add(from);
      sql.append(" AND ").append(row).append(" < ").append(places);
      values.addAll(kind.values());
      values.add(below);
    } else {
      kind(query, sql, values);
      if (!from.isEmpty()) {
        condition(sql, values, "id >= ?", from);
      }
      if (!below.equals(ABOVE_ALL_IDS)) {
        condition(sql, values, "id < ?", below);
      }
    }
    others(query, sql, values);
    newest(columns, query, sql, values);
  }

  private static String cursor(BackupQuery query) {
    return query.before().map(BackupId::value).orElse(ABOVE_ALL_IDS);
  }

  private static void kind(BackupQuery query, StringBuilder sql, List<Object> values) {
    query.target().ifPresent(filter -> whose(sql, values, filter));
    query.tier().ifPresent(tier -> condition(sql, values, "tier = ?", tier.name()));
    query.type().ifPresent(type -> condition(sql, values, "type = ?", type.wire()));
  }

  private static void others(BackupQuery query, StringBuilder sql, List<Object> values) {
    // A literal, so that the planner sees which partial index it fits.
    query
        .holding()
        .ifPresent(held -> sql.append(" AND '").append(held.wire()).append("' = ANY (holds)"));
    if (query.states().size() < BackupState.values().length) {
      String places = String.join(", ", Collections.nCopies(query.states().size(), "?"));
      sql.append(" AND status IN (").append(places).append(')');
      query.states().forEach(state -> values.add(state.wire()));
    }
    query.since().ifPresent(since -> condition(sql, values, "created_at >= ?", since));
    query.until().ifPresent(until -> condition(sql, values, "created_at < ?", until));
  }

  /**
   * Whether to ask for the kind and the id as one row, which only the index on just these columns
   * answers. The planner takes that index for dear where it knows that a combination is rare, and
   * would walk the whole list instead. Where only rare states are asked for, their index is better.
   */
  private static boolean byKind(BackupQuery query) {
    return kind(query).size() > 1
        && query.holding().isEmpty()
        && query.target().flatMap(TargetFilter::label).isEmpty()
        && query.states().contains(BackupState.COMPLETED);
  }

  /** What is asked for of the columns that indexes combine, in their order there. */
  private static Map<String, String> kind(BackupQuery query) {
    Map<String, String> kind = new LinkedHashMap<>();
    query
        .target()
        .flatMap(TargetFilter::target)
        .ifPresent(target -> kind.put("target", target.value()));
    query.tier().ifPresent(tier -> kind.put("tier", tier.name()));
    query.type().ifPresent(type -> kind.put("type", type.wire()));
    return kind;
  }

  /** The columns before the id are the same in all that is found: the order is that of the ids. */
  private static void newest(
      String columns, BackupQuery query, StringBuilder sql, List<Object> values) {
    sql.append(" ORDER BY ").append(columns).append("id DESC LIMIT ?");
    values.add(query.limit() + 1);
  }

  private static void whose(StringBuilder sql, List<Object> values, TargetFilter filter) {
    String target = "target = ?";
    String label = "labels @> ARRAY[CAST(? AS text)]";
    sql.append(" AND (");
    filter.target().ifPresent(name -> values.add(name.value()));
    filter.label().map(StorableText::of).ifPresent(values::add);
    if (filter.target().isPresent() && filter.label().isPresent()) {
      sql.append(target).append(" OR ").append(label);
    } else {
      sql.append(filter.target().isPresent() ? target : label);
    }
    sql.append(')');
  }

  private static Instant nextMilli(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
  }

  /** The lowest id of that instant's millisecond. */
  private static String firstIdAt(Instant at) {
    Instant told = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
    return BackupId.of(told, 0).value();
  }

  private static void condition(
      StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }
}
