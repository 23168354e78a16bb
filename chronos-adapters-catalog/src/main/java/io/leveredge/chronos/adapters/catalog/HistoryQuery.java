package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A {@link BackupQuery} in SQL. Only the conditions that were asked for are in it, so that the
 * planner sees which index serves. One row more than the page tells whether another page follows.
 */
record HistoryQuery(String sql, List<Object> values) {
  private static final String LIVE =
      "SELECT * FROM chronos.backup_history WHERE deleted_at IS NULL";

  HistoryQuery {
    values = List.copyOf(values);
  }

  static HistoryQuery of(BackupQuery query) {
    StringBuilder sql = new StringBuilder(LIVE);
    List<Object> values = new ArrayList<>();
    query.target().ifPresent(filter -> whose(sql, values, filter));
    query.tier().ifPresent(tier -> condition(sql, values, "tier = ?", tier.name()));
    query.type().ifPresent(type -> condition(sql, values, "type = ?", type.wire()));
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
    query.before().ifPresent(before -> condition(sql, values, "id < ?", before.value()));
    sql.append(" ORDER BY id DESC LIMIT ?");
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

  private static void condition(
      StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(" AND ").append(condition);
    values.add(value);
  }
}
