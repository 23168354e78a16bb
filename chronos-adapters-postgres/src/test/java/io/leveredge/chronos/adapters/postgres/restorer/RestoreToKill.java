package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * Restores in a process of its own, to be killed. Each backs a database up, runs a statement, and
 * restores; each step is a line of a file, and at one of them it waits for its end.
 */
final class RestoreToKill {
  private RestoreToKill() {}

  /**
   * Host, port, user, password, statement; and for each restore the database, a folder, the id, and
   * the value of the step to wait at.
   */
  public static void main(String[] arguments) throws Exception {
    List<Thread> restores = new ArrayList<>();
    for (int i = 5; i < arguments.length; i += 4) {
      TestDatabase database =
          new TestDatabase(
              arguments[0],
              Integer.parseInt(arguments[1]),
              arguments[2],
              arguments[3],
              arguments[i]);
      Path folder = Path.of(arguments[i + 1]);
      RestoreId id = RestoreId.parse(arguments[i + 2]).orElseThrow();
      String last = arguments[i + 3];
      restores.add(
          Thread.ofPlatform().start(() -> restore(database, arguments[4], folder, id, last)));
    }
    for (Thread restore : restores) {
      restore.join();
    }
  }

  private static void restore(
      TestDatabase database, String statement, Path folder, RestoreId id, String last) {
    BackupTrial trial = new BackupTrial(database, folder);
    PublishedBackup backup = trial.backup();
    try {
      database.execute(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    RestoreWork work =
        new RestoreWork(id, backup, BackupTrial.whole(), Optional.empty(), BackupTrial.SILENT);
    trial
        .restorer()
        .restore(
            work,
            step -> {
              write(folder.resolve("steps"), step);
              if (step.containsValue(last)) {
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
