package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A restore in a process of its own, to be killed. It backs a database up, runs a statement, and
 * restores; each step is a line of a file, and at one of them it waits for its end.
 */
final class RestoreToKill {
  private RestoreToKill() {}

  /** Host, port, user, password, database, folder, id, statement, number of the step to wait at. */
  public static void main(String[] arguments) throws Exception {
    TestDatabase database =
        new TestDatabase(
            arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3], arguments[4]);
    Path folder = Path.of(arguments[5]);
    BackupTrial trial = new BackupTrial(database, folder);
    PublishedBackup backup = trial.backup();
    database.execute(arguments[7]);
    int last = Integer.parseInt(arguments[8]);
    RestoreWork work =
        new RestoreWork(
            RestoreId.parse(arguments[6]).orElseThrow(),
            backup,
            BackupTrial.whole(),
            Optional.empty(),
            BackupTrial.SILENT);
    trial
        .restorer()
        .restore(
            work,
            step -> {
              trial.steps.add(step);
              write(folder.resolve("steps"), step);
              if (trial.steps.size() == last) {
                waitForTheEnd();
              }
            });
  }

  private static void write(Path file, Map<String, String> step) {
    String line =
        step.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\t", "", "\n"));
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
