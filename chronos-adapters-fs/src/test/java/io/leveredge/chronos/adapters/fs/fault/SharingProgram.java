package io.leveredge.chronos.adapters.fs.fault;

import static java.util.stream.Collectors.joining;

import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.adapters.fs.store.FileBackupFacts;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Busy;
import io.leveredge.chronos.ports.claim.TargetClaims.Attempt.Granted;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.restore.SampleRestores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Uses a backup directory beside others, says what it got and keeps it until it is killed. */
final class SharingProgram {
  /** Backups of the same hour and second that each racing process makes. */
  static final int ROUNDS = 25;

  /** Facts that each process adds to one backup. */
  static final int FACTS = 50;

  private SharingProgram() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws InterruptedException {
    BackupFolder backups = new BackupFolder(Path.of(arguments[0]));
    switch (arguments[1]) {
      case "claim" -> System.out.println(claim(backups.root, new BackupId(arguments[2])));
      case "run" -> {
        backups.journal.begin(SampleBackups.order(1));
        System.out.println("begun");
      }
      case "restore" -> {
        RestoreJournal.Run restore =
            new FileRestoreJournal(StoreSettings.of(backups.root).disk())
                .begin(SampleRestores.order(1));
        restore.soFar(SampleRestores.underWay(SampleRestores.order(1)));
        restore.steps(Component.DATABASE).next(Map.of("step", "swap"));
        System.out.println("swapping");
      }
      case "dead" ->
          System.out.println(
              backups.journal.dead().stream()
                  .map(run -> run.order().id().value())
                  .collect(joining(" ")));
      case "facts" -> {
        addFacts(backups, arguments[2]);
        System.out.println("done");
        return;
      }
      default -> {
        race(backups, Integer.parseInt(arguments[2]));
        System.out.println("done");
        return;
      }
    }
    new CountDownLatch(1).await();
  }

  private static String claim(Path root, BackupId job) {
    Attempt attempt =
        new FileTargetClaims(StoreSettings.of(root).disk()).tryClaim(TargetName.DEFAULT, job);
    return switch (attempt) {
      case Granted granted -> "granted";
      case Busy(var holder) -> "busy " + holder.map(BackupId::value).orElse("?");
    };
  }

  /** Adds facts to the first backup, each under its number. */
  private static void addFacts(BackupFolder backups, String by) {
    FileBackupFacts facts =
        new FileBackupFacts(StoreSettings.of(backups.root).disk(), backups.store);
    for (int number = 0; number < FACTS; number++) {
      facts.add(
          SampleBackups.order(1).id(),
          new Fact(
              FactKind.COPIED,
              SampleBackups.NOON,
              by,
              Map.of("number", Integer.toString(number), "padding", "x".repeat(5000))));
    }
  }

  /** Everybody's n-th backup is of the same second, so that both want the same two names. */
  private static void race(BackupFolder backups, int first) {
    for (int round = 0; round < ROUNDS; round++) {
      BackupOrder named = SampleBackups.order(first + round, TargetName.DEFAULT, Tier.HOURLY);
      var at = SampleBackups.NOON.plus(Duration.ofHours(round));
      BackupOrder order =
          new BackupOrder(
              named.id(),
              named.type(),
              named.tier(),
              named.target(),
              named.components(),
              named.labels(),
              named.reason(),
              named.requestedBy(),
              at,
              at.plus(Duration.ofDays(7)),
              named.idempotency());
      backups.publish(order, 100);
    }
  }
}
