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
      matching(query, sql, values);
    } else {
      sql.append('(');
      matching(query, sql, values);
      inPeriod(query, sql, values);
      sql.append(newest(query)).append(") UNION ALL (");
      values.add(query.limit() + 1);
      matching(query, sql, values);
      sql.append(" AND id_apart").append(newest(query)).append(')');
      values.add(query.limit() + 1);
    }
    sql.append(newest(query));
    values.add(query.limit() + 1);
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

  private static void matching(BackupQuery query, StringBuilder sql, List<Object> values) {
    sql.append(LIVE);
    Map<String, String> kind = kind(query);
    if (byKind(query)) {
      String columns = String.join(", ", kind.keySet());
      String places = "?, ".repeat(kind.size()) + "?";
      sql.append(" AND (%1$s, id) >= (%2$s) AND (%1$s, id) < (%2$s)".formatted(columns, places));
      values.addAll(kind.values());
      values.add("");
      values.addAll(kind.values());
      values.add(query.before().map(BackupId::value).orElse(ABOVE_ALL_IDS));
    } else {
      query.target().ifPresent(filter -> whose(sql, values, filter));
      query.tier().ifPresent(tier -> condition(sql, values, "tier = ?", tier.name()));
      query.type().ifPresent(type -> condition(sql, values, "type = ?", type.wire()));
      query.before().ifPresent(before -> condition(sql, values, "id < ?", before.value()));
    }
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

  /** All columns but the id are the same in what is found, so that the order is that of the ids. */
  private static String newest(BackupQuery query) {
    StringBuilder order = new StringBuilder(" ORDER BY ");
    if (byKind(query)) {
      kind(query).keySet().forEach(column -> order.append(column).append(" DESC, "));
    }
    return order.append("id DESC LIMIT ?").toString();
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

  /** The ids that the period can have where they are not apart from their times. */
  private static void inPeriod(BackupQuery query, StringBuilder sql, List<Object> values) {
    sql.append(" AND NOT id_apart");
    query
        .since()
        .ifPresent(since -> condition(sql, values, "id >= ?", firstIdAt(since.minus(WAITING))));
    query.until().ifPresent(until -> condition(sql, values, "id < ?", firstIdAt(nextMilli(until))));
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
