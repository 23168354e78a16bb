package io.leveredge.chronos.api.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.api.service.Golden;
import io.leveredge.chronos.api.service.Json;
import io.leveredge.chronos.api.service.RunningService;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.testkit.SampleBackups;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Six backups: 1 to 3 completed, 4 failed, 5 running, 6 completed of another target and tier. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListBackupsOverHttpTest {
  private final RunningService service = RunningService.open();

  ListBackupsOverHttpTest() {
    for (int number = 1; number <= 3; number++) {
      service.remember(SampleBackups.completed(SampleBackups.order(number)));
    }
    service.remember(SampleBackups.failed(SampleBackups.order(4)));
    service.remember(Backup.running(SampleBackups.order(5)));
    service.remember(
        SampleBackups.completed(SampleBackups.order(6, new TargetName("prod"), Tier.DAILY)));
  }

  @Test
  void directoriesThatAreNoBackupsAreListedApart() {
    try (RunningService old = RunningService.open()) {
      old.remember(SampleBackups.failed(SampleBackups.order(1)));
      old.addLegacy("daily/2025-12-24");
      old.addLegacy("targets/prod/daily/before");
      Golden.json("backups-legacy.json", old.calls().get("/backups?status=legacy").body());
      HttpResponse<String> all = old.calls().get("/backups?status=all&limit=1");
      assertThat(Json.text(all, "count")).isEqualTo("1");
      assertThat(Json.text(all, "legacy_count")).isEqualTo("2");
      for (String narrowed :
          List.of(
              "", "?status=failed", "?status=all&tier=manual", "?status=all&since=2020-01-01")) {
        assertThat(old.calls().get("/backups" + narrowed).body()).doesNotContain("legacy");
      }
      assertThat(old.calls().get("/backups?status=legacy,failed").statusCode()).isEqualTo(400);
    }
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                        | 6 3 2 1",
        "?status=all                               | 6 5 4 3 2 1",
        "?status=failed,running                    | 5 4",
        "?status=failed                            | 4",
        "?target=prod                              | 6",
        "?target=default                           | 3 2 1",
        "?target=nobodys                           | ''",
        "?tier=daily                               | 6",
        "?type=database                            | 6 3 2 1",
        "?type=full                                | ''",
        "?since=2026-01-19T12:00:03Z               | 6 3",
        "?since=2026-01-19T13:00:03%2B01:00        | 6 3",
        "?until=2026-01-19T12:00:03Z               | 2 1",
        "?since=2026-01-19&until=2026-01-20        | 6 3 2 1",
        "?until=2026-01-19                         | ''",
        "?limit=2                                  | 6 3",
        "?target=default&limit=1                   | 3",
        "?limit=1000                               | 6 3 2 1"
      })
  void thoseAskedForComeNewestFirst(String query, String numbers) {
    HttpResponse<String> answer = service.calls().get("/backups" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> expected = ids(numbers);
    assertThat(Json.ofEach(answer, "backup_id")).isEqualTo(expected);
    assertThat(Json.text(answer, "count")).isEqualTo(Integer.toString(expected.size()));
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    List<String> seen = new ArrayList<>();
    HttpResponse<String> page = service.calls().get("/backups?status=all&limit=4");
    seen.addAll(Json.ofEach(page, "backup_id"));
    String cursor = Json.text(page, "next_cursor");
    HttpResponse<String> last = service.calls().get("/backups?status=all&limit=4&cursor=" + cursor);
    seen.addAll(Json.ofEach(last, "backup_id"));
    assertThat(seen).isEqualTo(ids("6 5 4 3 2 1"));
    assertThat(Json.text(last, "next_cursor")).isEqualTo("absent");
  }

  @Test
  void theAnswerIsAsItEverWas() {
    Golden.json("backups.json", service.calls().get("/backups?status=all&limit=5").body());
    Golden.json("backups-none.json", service.calls().get("/backups?target=nobodys").body());
  }

  @Test
  void withTheCatalogDownTheManifestsAnswer() {
    service.catalog().goDown();
    try {
      assertThat(Json.ofEach(service.calls().get("/backups"), "backup_id"))
          .isEqualTo(ids("6 3 2 1"));
    } finally {
      service.catalog().comeBack();
    }
  }

  @Test
  void whatNothingCanReadIsNamed() {
    try (RunningService other = RunningService.open()) {
      Backup failed = SampleBackups.failed(SampleBackups.order(1));
      other.remember(failed);
      other.catalog().garble(failed.id());
      HttpResponse<String> answer = other.calls().get("/backups?status=all");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Json.text(answer, "count")).isEqualTo("0");
      assertThat(answer.body()).contains("\"unreadable\":[\"" + failed.id() + "\"]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=1001, limit",
    "?limit=-1, limit",
    "?limit=ten, limit",
    "?limit=%D9%A1, limit",
    "?limit=99999999999, limit",
    "?limit=, limit",
    "?limit=1&limit=2, limit",
    "?target=, target",
    "?tier=/manual, tier",
    "?tier=targets, tier",
    "?type=everything, type",
    "?status=good, status",
    "?status=, status",
    "'?status=all,failed', status",
    "'?status=failed,', status",
    "?since=yesterday, since",
    "?since=2026-02-30, since",
    "?since=2026-01-19T25:00:00Z, since",
    "?since=%2B1000000000-12-31T23:59:59Z, since",
    "?until=1969-12-31, until",
    "?cursor=x, cursor",
    "?cursor=Li4vLi4v, cursor",
    "?cursor=%00, cursor"
  })
  void aBadValueNamesItsParameter(String query, String parameter) {
    HttpResponse<String> answer = service.calls().get("/backups" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("invalid_field");
    assertThat(Json.text(answer, "field")).isEqualTo(parameter);
  }

  @Test
  void anUnknownParameterIsRefused() {
    HttpResponse<String> answer = service.calls().get("/backups?path=/etc");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.text(answer, "code")).isEqualTo("unknown_field");
    assertThat(Json.text(answer, "field")).isEqualTo("path");
  }

  private static List<String> ids(String numbers) {
    return numbers.isEmpty()
        ? List.of()
        : List.of(numbers.split(" ")).stream()
            .map(number -> SampleBackups.order(Integer.parseInt(number)).id().value())
            .toList();
  }
}
