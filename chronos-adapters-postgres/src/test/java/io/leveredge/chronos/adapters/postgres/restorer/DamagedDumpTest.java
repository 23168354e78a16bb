package io.leveredge.chronos.adapters.postgres.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump that was wrong already when it was hashed: nothing connects because of it. */
class DamagedDumpTest {
  /** Nobody listens there: whoever connects says so. */
  private static final TestDatabase NOWHERE =
      new TestDatabase("127.0.0.1", 1, "nobody", "none", "nowhere");

  private static final TableName T = new TableName("public", "t");

  @TempDir Path folder;

  @Test
  void damagedDumpIsRefusedBeforeAnythingConnects() throws Exception {
    TestDatabase database = TestPostgres.shared().createDatabase();
    database.execute("CREATE TABLE t AS SELECT i, 'row ' || i AS v FROM generate_series(1, 500) i");
    PublishedBackup backup = new BackupTrial(database, folder).backup();
    BackupTrial.dropAll(TestPostgres.shared(), database);
    BackupTrial nowhere = new BackupTrial(NOWHERE, folder);

    Map<String, PublishedBackup> damages =
        Map.of(
            "cut inside COPY", BackupTrial.damaged(backup, DamagedDumpTest::cutInsideCopy),
            "truncated gzip", BackupTrial.damaged(backup, DamagedDumpTest::cutGzip),
            "embedded COMMIT", BackupTrial.damaged(backup, "CREATE TABLE", "COMMIT;\nCREATE TABLE"),
            "a \\! line", BackupTrial.damaged(backup, "CREATE TABLE", "\\! true\nCREATE TABLE"));
    List<RestoreChoice> choices =
        List.of(
            BackupTrial.whole(),
            BackupTrial.inPlace(),
            BackupTrial.tables(TablePlacement.BESIDE, T),
            BackupTrial.tables(TablePlacement.IN_PLACE, T));
    for (Map.Entry<String, PublishedBackup> damage : damages.entrySet()) {
      for (RestoreChoice choice : choices) {
        ComponentPlan plan = nowhere.plan(damage.getValue(), choice);
        assertThat(plan.obstacles())
            .as(damage.getKey())
            .extracting(Obstacle::kind)
            .containsExactly(Obstacle.Kind.CORRUPT);
        assertThat(plan.obstacles().getFirst().blocks()).isTrue();
        assertThat(
                catchThrowableOfType(
                        ChronosException.class, () -> nowhere.restore(damage.getValue(), choice))
                    .code())
            .as(damage.getKey())
            .isIn(
                ErrorCode.BACKUP_CORRUPT, ErrorCode.DUMP_INCOMPLETE, ErrorCode.DUMP_NOT_UNDERSTOOD);
      }
    }
    assertThat(nowhere.plan(backup, BackupTrial.whole()).obstacles())
        .as("one that is whole")
        .extracting(Obstacle::kind)
        .containsExactly(Obstacle.Kind.UNKNOWN);
  }

  private static InputStream cutInsideCopy(byte[] plain) {
    String text = new String(plain, StandardCharsets.UTF_8);
    return new ByteArrayInputStream(
        text.substring(0, text.indexOf("row 250")).getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream cutGzip(byte[] plain) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(stored)) {
      gzip.write(plain);
    }
    return new GZIPInputStream(
        new ByteArrayInputStream(Arrays.copyOf(stored.toByteArray(), stored.size() / 2)));
  }
}
