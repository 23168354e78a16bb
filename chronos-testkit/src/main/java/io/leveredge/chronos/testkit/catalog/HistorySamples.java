package io.leveredge.chronos.testkit.catalog;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.layout.BackupLayout;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.testkit.SampleBackups;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Backups that differ in what a history is asked for. */
final class HistorySamples {
  static final TargetName PROD = new TargetName("prod");

  /** What every test here may list: more than any of them makes. */
  static final BackupQuery EVERYTHING = everything(100);

  private HistorySamples() {}

  static BackupQuery everything(int limit) {
    return page(Optional.empty(), limit);
  }

  /** So many of all, below a cursor. */
  static BackupQuery page(Optional<BackupId> before, int limit) {
    return new BackupQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        EnumSet.allOf(BackupState.class),
        Optional.empty(),
        Optional.empty(),
        before,
        limit);
  }

  static BackupOrder order(int number, TargetName target, Tier tier, BackupType type) {
    BackupOrder order = SampleBackups.order(number, target, tier);
    return new BackupOrder(
        order.id(),
        type,
        tier,
        target,
        Set.of(Component.values()),
        List.of(),
        Optional.empty(),
        "schedule:nightly",
        order.createdAt(),
        order.expiresAt(),
        Optional.empty());
  }

  static BackupOrder keyed(int number, String requestedBy, String key) {
    BackupOrder order = SampleBackups.order(number);
    return new BackupOrder(
        order.id(),
        order.type(),
        order.tier(),
        order.target(),
        order.components(),
        order.labels(),
        order.reason(),
        requestedBy,
        order.createdAt(),
        order.expiresAt(),
        Optional.of(new Idempotency(key, Sha256.of(new byte[] {7}))));
  }

  /** One whose id tells another time than that of its creation, as after the clock was set. */
  static BackupOrder createdAt(Instant at, int number) {
    BackupOrder order = SampleBackups.order(number);
    return new BackupOrder(
        order.id(),
        order.type(),
        order.tier(),
        order.target(),
        order.components(),
        order.labels(),
        order.reason(),
        order.requestedBy(),
        at,
        at.plus(Duration.ofDays(7)),
        Optional.empty());
  }

  /** A backup with a whole, a partial and an unconfigured component. */
  static Backup partial(BackupOrder order) {
    return new Backup(
        order,
        new Backup.Outcome.Published(
            BackupState.PARTIAL,
            order.createdAt().plusNanos(1_234_567_000),
            List.of(
                SampleBackups.databaseResult(),
                ComponentResult.notConfigured(Component.WORKFLOWS),
                new ComponentResult(
                    Component.CONFIG,
                    ComponentResult.State.PARTIAL,
                    List.of(),
                    List.of("/etc/\u00e4\u65e5\ud83d\ude00 \"quoted\"\n: permission denied"),
                    List.of(),
                    Map.of())),
            BackupLayout.candidates(order).getFirst(),
            Sha256.of(new byte[] {4})));
  }
}
