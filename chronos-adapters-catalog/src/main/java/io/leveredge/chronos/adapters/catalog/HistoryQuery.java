package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@link BackupQuery} in SQL. Only the conditions that were asked for are in it, so that the
 * planner sees which index serves. One row more than the page tells whether another page follows.
 *
 * <p>Ids tell the time, so that a period is a range of ids, by which lists go anyway.
 */
record HistoryQuery(String sql, List<Object> values) {
  private static final String LIVE =
      "SELECT * FROM chronos.backup_history WHERE deleted_at IS NULL";

  /** Ids begin with a digit. */
  private static final String ABOVE_ALL_IDS = "~";

  /** The times that an id can tell. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  HistoryQuery {
    values = List.copyOf(values);
  }

  static HistoryQuery of(BackupQuery query) {
    StringBuilder sql = new StringBuilder(LIVE);
    List<Object> values = new ArrayList<>();
    String order = byKind(query) ? kindAndRange(query, sql, values) : "";
    if (!byKind(query)) {
      kind(query, sql, values);
      range(query, sql, values);
    }
    others(query, sql, values);
    sql.append(" ORDER BY ").append(order).append("id DESC LIMIT ?");
    values.add(query.limit() + 1);
    return new HistoryQuery(sql.toString(), values);
  }

  /** Gives the statement, prepared from {@link #sql}, its values. */
  void bind(PreparedStatement statement) throws SQLException {
    for (int place = 1; place <= values.size(); place++) {
      statement.setObject(place, values.get(place - 1));
    }
  }

  private static void range(BackupQuery query, StringBuilder sql, List<Object> values) {
    from(query).ifPresent(from -> condition(sql, values, "id >= ?", from));
    below(query).ifPresent(below -> condition(sql, values, "id < ?", below));
  }

  /**
   * Asks for the kind and the id as one row, which only the index on just these columns answers.
   *
   * @return what the order begins with: columns that are the same in all that is found
   */
  private static String kindAndRange(BackupQuery query, StringBuilder sql, List<Object> values) {
    Map<String, String> kind = kind(query);
    String row = "(" + String.join(", ", kind.keySet()) + ", id)";
    String places = "(" + "?, ".repeat(kind.size()) + "?)";
    sql.append(" AND ").append(row).append(" >= ").append(places);
    values.addAll(kind.values());
    values.add(from(query).orElse(""));
    sql.append(" AND ").append(row).append(" < ").append(places);
    values.addAll(kind.values());
    values.add(below(query).orElse(ABOVE_ALL_IDS));
    return String.join(" DESC, ", kind.keySet()) + " DESC, ";
  }

  private static Optional<String> from(BackupQuery query) {
    return query.since().map(HistoryQuery::firstIdAt);
  }

  /** The cursor or the end of the period, whichever comes first. */
  private static Optional<String> below(BackupQuery query) {
    return Stream.concat(
            query.before().map(BackupId::value).stream(),
            query.until().map(HistoryQuery::firstIdAt).stream())
        .min(Comparator.naturalOrder());
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
  }

  /**
   * Whether the kind and the id are asked for as one row. The planner takes the index on all of
   * them for dear where it knows that a combination is rare, and would walk the whole list instead.
   * Where only rare states are asked for, their index is better.
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

  /** The lowest id of the first millisecond that is not before an instant. */
  private static String firstIdAt(Instant at) {
    Instant whole = at.truncatedTo(ChronoUnit.MILLIS);
    Instant first = whole.equals(at) ? at : whole.plusMillis(1);
    Instant told = first.isBefore(FIRST) ? FIRST : first.isAfter(LAST) ? LAST : first;
    return BackupId.of(told, 0).value();
  }

  private static void condition(
      StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }
}
