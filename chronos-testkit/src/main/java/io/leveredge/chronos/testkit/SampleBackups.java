package io.leveredge.chronos.testkit;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.layout.BackupLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders and backups with every field filled, one second apart by number. */
public final class SampleBackups {
  public static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

  private SampleBackups() {}

  /** The order of the {@code number}th backup: later numbers are newer. */
  public static BackupOrder order(int number) {
    return order(number, TargetName.DEFAULT, Tier.MANUAL);
  }

  public static BackupOrder order(int number, TargetName target, Tier tier) {
    Instant at = NOON.plusSeconds(number);
    return new BackupOrder(
        BackupId.of(at, number),
        BackupType.DATABASE,
        tier,
        target,
        Set.of(Component.DATABASE),
        List.of("pre-deploy", "billing \"service\""),
        Optional.of("Pre-migration backup\nwith \"two\" lines"),
        "anonymous",
        at,
        at.plus(Duration.ofDays(7)),
        Optional.empty());
  }

  public static ComponentResult databaseResult() {
    return new ComponentResult(
        Component.DATABASE,
        ComponentResult.State.COMPLETED,
        List.of(
            new Artifact(
                new ArtifactName("database.sql.gz"),
                Codec.GZIP,
                ByteCount.of(1234),
                Sha256.of(new byte[] {1}),
                ByteCount.of(5678),
                Sha256.of(new byte[] {2}))),
        List.of(),
        List.of("The contents of 1 materialized view are not in the dump."),
        Map.of("server_version", "15.18", "encoding", "UTF8"));
  }

  public static Manifest manifest(BackupOrder order) {
    return new Manifest(
        Manifest.CURRENT_FORMAT,
        "CHRONOS test",
        order,
        BackupState.COMPLETED,
        order.createdAt().plusMillis(1500),
        List.of(databaseResult()),
        List.of(),
        Optional.empty());
  }

  /** The manifest of a completed backup without a single artifact. */
  public static Manifest emptyManifest(BackupOrder order) {
    return new Manifest(
        Manifest.CURRENT_FORMAT,
        "CHRONOS test",
        order,
        BackupState.COMPLETED,
        order.createdAt().plusMillis(1500),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** A completed backup as the store would answer it. */
  public static Backup completed(BackupOrder order) {
    return manifest(order)
        .asBackup(BackupLayout.candidates(order).getFirst(), Sha256.of(new byte[] {3}));
  }

  public static Backup failed(BackupOrder order) {
    return new Backup(
        order,
        new Backup.Outcome.Unfinished(
            BackupState.FAILED,
            order.createdAt().plusMillis(10),
            ErrorCode.DUMP_FAILED,
            "pg_dump ended with status 1"));
  }
}
