package io.leveredge.chronos.adapters.fs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.testkit.SampleBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that takes the bytes and fails at the sync, as strace makes the kernel answer. */
final class BrokenDiskTest {
  private static final BackupId EARLIER = SampleBackups.order(1).id();
  private static final BackupId BROKEN = SampleBackups.order(2).id();

  private static final Pattern RENAME = Pattern.compile("rename\\(\"([^\"]+)\", \"([^\"]+)\"\\)");
  private static final Pattern FSYNC = Pattern.compile("fsync\\(\\d+<([^>]+)>");

  @TempDir Path folder;

  /** Every sync of a publication, by path and by how many times that path was synced. */
  @ParameterizedTest
  @CsvSource({
    ".staging/ID/database.sql.gz, EIO, 1",
    ".staging/ID/database.sql.gz, ENOSPC, 1",
    ".staging/ID/SHA256SUMS, EIO, 1",
    ".staging/ID/manifest.json, EIO, 1",
    ".staging/ID/manifest.json, EDQUOT, 1",
    ".staging/ID, EIO, 1",
    "manual, EIO, 1",
    "., EIO, 1",
    "manual, EIO, 2",
    ".staging, EIO, 1",
  })
  void failedSyncFailsTheBackupAndIsNotTriedAgain(String path, String error, int time)
      throws Exception {
    BackupFolder backups = new BackupFolder(folder.toRealPath().resolve("backups"));
    backups.earlier();
    Path synced = backups.root.resolve(path.replace("ID", BROKEN.value())).normalize();
    String inject = "inject=fsync:error=" + error + ":when=" + time;
    Path log = folder.resolve("strace.log");
    try (ChildJvm child =
        ChildJvm.start(
            List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-o",
                log.toString(),
                "-P",
                synced.toString(),
                "-e",
                "trace=fsync",
                "-e",
                inject),
            BackupProgram.class,
            "publish",
            backups.root,
            2,
            1_200_000,
            "-")) {
      String code = error.equals("EIO") ? "STORAGE_FAILED " : "STORAGE_FULL ";
      assertThat(child.rest()).contains(code);
    }
    assertThat(Files.readString(log)).containsOnlyOnce("(INJECTED)");
    backups.holdsWhole(EARLIER);
    assertThat(backups.stagingIsEmpty()).isTrue();
    backups.settlesTo(BROKEN);
  }

  @Test
  void everythingIsSyncedBeforeTheRenameAndItsFoldersAfter() throws Exception {
    BackupFolder backups = new BackupFolder(folder.toRealPath().resolve("not/yet/there"));
    Path log = folder.resolve("strace.log");
    try (ChildJvm child =
        ChildJvm.start(
            List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-y",
                "-e",
                "signal=none",
                "-o",
                log.toString(),
                "-e",
                "trace=fsync,rename"),
            BackupProgram.class,
            "publish",
            backups.root,
            2,
            1_200_000,
            "-")) {
      assertThat(child.rest()).contains("DONE");
    }
    List<String> calls =
        Files.readAllLines(log).stream().map(line -> call(backups.root, line)).toList();
    int renamed = calls.indexOf("rename .staging/ID manual/2026-01-19T120002Z");
    assertThat(calls.subList(0, renamed))
        .containsSubsequence(
            "fsync ../..", // of the parent of the first folder that was missing
            "fsync ..",
            "fsync .staging/ID/database.sql.gz",
            "fsync .staging/ID/SHA256SUMS",
            "fsync .staging/ID/manifest.json",
            "fsync .staging/ID",
            "fsync manual",
            "fsync .");
    assertThat(calls.subList(renamed + 1, calls.size()))
        .containsExactly("fsync manual", "fsync .staging");
  }

  /** A line of strace as the call and its paths below the backup directory. */
  private static String call(Path root, String line) {
    Matcher quoted = RENAME.matcher(line);
    if (quoted.find()) {
      return "rename " + name(root, quoted.group(1)) + " " + name(root, quoted.group(2));
    }
    Matcher descriptor = FSYNC.matcher(line);
    assertThat(descriptor.find()).as(line).isTrue();
    return "fsync " + name(root, descriptor.group(1));
  }

  private static String name(Path root, String path) {
    String name = root.relativize(Path.of(path)).toString().replace(BROKEN.value(), "ID");
    return name.isEmpty() ? "." : name;
  }
}
