package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page of a long history is read off an index, newest first, and nothing is sorted. */
class HistoryQueryPlanTest {
  private static final int BACKUPS = 20_000;
  private static final Set<BackupState> ANY = EnumSet.allOf(BackupState.class);
  private static final Set<BackupState> COMPLETED = Set.of(BackupState.COMPLETED);

  private static TestDatabase database;

  @BeforeAll
  static void writeHistory() throws SQLException {
    database = TestPostgres.shared().createDatabase();
    CatalogFixture.migrated(database).close();
    LargeHistory.write(database, BACKUPS);
  }

  @Test
  void theNewestOfAll() throws SQLException {
    assertReadOff("backup_history_live", "", "", "", ANY, "");
    assertReadOff("backup_history_live", "", "", "", COMPLETED, "");
  }

  @Test
  void aPageFromTheMiddle() throws SQLException {
    String middle =
        database
            .value("SELECT id FROM chronos.backup_history ORDER BY id OFFSET 10000 LIMIT 1")
            .orElseThrow();
    assertReadOff("backup_history_live", "", "", "", COMPLETED, middle);
    assertReadOff("backup_history_live_by_target", "rare", "", "", COMPLETED, middle);
  }

  @Test
  void whatFewBackupsMatch() throws SQLException {
    assertReadOff("backup_history_live_by_target", "rare", "", "", COMPLETED, "");
    assertReadOff("backup_history_live_by_target", "unknown", "", "", ANY, "");
    assertReadOff("backup_history_live_by_tier", "", "manual", "", ANY, "");
    assertReadOff("backup_history_live_by_type", "", "", "workflows", ANY, "");
    assertReadOff("backup_history_live_by_status", "", "", "", Set.of(BackupState.INTERRUPTED), "");
  }

  @Test
  void whatNoBackupMatches() throws SQLException {
    for (String target : List.of("", "default")) {
      assertThat(plan(target, "hourly", "database", COMPLETED, ""))
          .contains("backup_history_live_by_tier_and_type")
          .doesNotContain("Seq Scan");
    }
  }

  private static void assertReadOff(
      String index, String target, String tier, String type, Set<BackupState> states, String before)
      throws SQLException {
    assertThat(plan(target, tier, type, states, before))
        .contains("Index Scan Backward using " + index + " on")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
  }

  private static String plan(
      String target, String tier, String type, Set<BackupState> states, String before)
      throws SQLException {
    return explain(
        HistoryQuery.of(
            new BackupQuery(
                TargetName.parse(target).map(TargetFilter::of),
                Tier.parse(tier),
                BackupType.fromWire(type),
                Optional.empty(),
                states,
                Optional.empty(),
                Optional.empty(),
                BackupId.parse(before),
                50)));
  }

  private static String explain(HistoryQuery query) throws SQLException {
    try (Connection session = database.connect();
        PreparedStatement explain =
            session.prepareStatement("EXPLAIN (COSTS OFF) " + query.sql())) {
      query.bind(explain);
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = explain.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
