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
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page of a long history is read off an index, newest first, and nothing is sorted. */
class HistoryQueryPlanTest {
  private static final int BACKUPS = 100_000;
  private static final Set<BackupState> ANY = EnumSet.allOf(BackupState.class);
  private static final Set<BackupState> COMPLETED = Set.of(BackupState.COMPLETED);

  private static final String EARLY = "2024-09-01";

  /**
   * A page of 50 has its own rows, those it passes over, and is at times sorted from a few more.
   */
  private static final int A_FEW_PAGES = 500;

  private static final Pattern ROWS = Pattern.compile("(?:rows=|Rows Removed by .*: )(\\d+)");

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
    String middle = middle();
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
    String middle = middle();
    for (String target : List.of("", "default", "prod", "rare")) {
      for (String before : List.of("", middle)) {
        assertReadsLittle(query(target, "hourly", "database", COMPLETED, before));
        assertReadsLittle(query(target, "weekly", "", COMPLETED, before));
        assertReadsLittle(
            during(query(target, "hourly", "database", COMPLETED, before), EARLY, EARLY));
      }
    }
  }

  @Test
  void aNameThatMayBeATargetsOrALabelIsLookedForInBoth() throws SQLException {
    for (String name : List.of("default", "rare", "nobodys")) {
      BackupQuery all = query("", "", "", COMPLETED, "");
      assertReadsLittle(
          new BackupQuery(
              Optional.of(new TargetFilter(TargetName.parse(name), Optional.of(name))),
              all.tier(),
              all.type(),
              all.holding(),
              all.states(),
              all.since(),
              all.until(),
              all.before(),
              all.limit()));
    }
  }

  @Test
  void aPeriodIsReadFromItsEndHoweverDeepInThePast() throws SQLException {
    for (String until : List.of("2024-01-03", "2024-02-01", "2024-09-01", "2026-06-01")) {
      for (String tier : List.of("", "hourly", "daily")) {
        for (String target : List.of("", "default")) {
          assertReadsLittle(during(query(target, tier, "", COMPLETED, ""), "2023-01-01", until));
        }
      }
      assertReadsLittle(during(query("", "", "", ANY, middle()), "2024-01-01", until));
    }
  }

  @Test
  void aPeriodInWhichNothingWasMadeReadsLittle() throws SQLException {
    assertReadsLittle(during(query("", "", "", COMPLETED, ""), "2023-01-01", "2023-06-01"));
    assertReadsLittle(during(query("", "", "", COMPLETED, ""), "2029-01-01", "2030-01-01"));
    assertReadsLittle(during(query("", "daily", "", COMPLETED, ""), "2025-05-05", "2025-05-05"));
  }

  private static void assertReadOff(
      String index, String target, String tier, String type, Set<BackupState> states, String before)
      throws SQLException {
    assertThat(plan(target, tier, type, states, before))
        .contains("Index Scan Backward using " + index + " on")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
  }

  /** Not many more rows than the page has, and neither the whole table nor a sort of it. */
  private static void assertReadsLittle(BackupQuery query) throws SQLException {
    String plan = explain("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ", HistoryQuery.of(query));
    assertThat(plan).as("%s", query).doesNotContain("Seq Scan");
    assertThat(ROWS.matcher(plan).results().mapToInt(HistoryQueryPlanTest::number))
        .as("%s%n%s", query, plan)
        .isNotEmpty()
        .allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(A_FEW_PAGES));
  }

  private static int number(MatchResult rows) {
    return Integer.parseInt(rows.group(1));
  }

  private static String middle() throws SQLException {
    return database
        .value("SELECT id FROM chronos.backup_history ORDER BY id OFFSET 50000 LIMIT 1")
        .orElseThrow();
  }

  private static BackupQuery query(
      String target, String tier, String type, Set<BackupState> states, String before) {
    return new BackupQuery(
        TargetName.parse(target).map(TargetFilter::of),
        Tier.parse(tier),
        BackupType.fromWire(type),
        Optional.empty(),
        states,
        Optional.empty(),
        Optional.empty(),
        BackupId.parse(before),
        50);
  }

  private static BackupQuery during(BackupQuery query, String since, String until) {
    return new BackupQuery(
        query.target(),
        query.tier(),
        query.type(),
        query.holding(),
        query.states(),
        Optional.of(Instant.parse(since + "T00:00:00Z")),
        Optional.of(Instant.parse(until + "T00:00:00Z")),
        query.before(),
        query.limit());
  }

  private static String plan(
      String target, String tier, String type, Set<BackupState> states, String before)
      throws SQLException {
    return explain(
        "EXPLAIN (COSTS OFF) ", HistoryQuery.of(query(target, tier, type, states, before)));
  }

  private static String explain(String how, HistoryQuery query) throws SQLException {
    try (Connection session = database.connect();
        PreparedStatement explain = session.prepareStatement(how + query.sql())) {
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
