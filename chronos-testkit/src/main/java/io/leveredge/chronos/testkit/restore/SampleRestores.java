package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.testkit.SampleBackups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Restores with every field filled, one second apart by number, an hour after the backups. */
public final class SampleRestores {
  private static final Instant ONE_O_CLOCK = SampleBackups.NOON.plus(Duration.ofHours(1));

  private SampleRestores() {}

  /** The id of the {@code number}th restore: later numbers are newer. */
  public static RestoreId id(int number) {
    return new RestoreId(BackupId.of(ONE_O_CLOCK.plusSeconds(number), number));
  }

  /** The order of the {@code number}th restore, of the backup with that number. */
  public static RestoreOrder order(int number) {
    return order(number, false);
  }

  /** The order of a dry run. */
  public static RestoreOrder dryRun(int number) {
    return order(number, true);
  }

  private static RestoreOrder order(int number, boolean dryRun) {
    return new RestoreOrder(
        id(number),
        SampleBackups.order(number).id(),
        new TargetName("prod"),
        new RestoreChoice(
            Set.of(Component.DATABASE, Component.CONFIG),
            List.of(new TableName("public", "users"), new TableName("Odd \"schema\"", "größe")),
            TablePlacement.IN_PLACE,
            List.of("/etc/app", "/srv/with space"),
            List.of("wf-1"),
            true,
            true,
            true,
            false),
        Optional.of(id(number - 1)),
        dryRun,
        Optional.of("A bad migration\nwith \"two\" lines"),
        "hermes",
        ONE_O_CLOCK.plusSeconds(number));
  }

  /** The order of a restore that takes nothing back and asks for nothing special. */
  public static RestoreOrder plainOrder(int number) {
    return new RestoreOrder(
        id(number),
        SampleBackups.order(number).id(),
        TargetName.DEFAULT,
        RestoreChoice.of(Set.of(Component.DATABASE)),
        Optional.empty(),
        false,
        Optional.empty(),
        "anonymous",
        ONE_O_CLOCK.plusSeconds(number));
  }

  /** One that runs and has come as far as its safety backup and its first component. */
  public static Restore underWay(RestoreOrder order) {
    return new Restore(
        order,
        RestoreState.RUNNING,
        Optional.empty(),
        Optional.of(safety(order)),
        List.of(database()),
        Optional.empty(),
        Optional.empty());
  }

  /** One of which every component was put back. */
  public static Restore completed(RestoreOrder order) {
    return new Restore(
        order,
        RestoreState.COMPLETED,
        Optional.of(order.createdAt().plusMillis(1500)),
        Optional.of(safety(order)),
        List.of(database(), config()),
        Optional.empty(),
        Optional.of(order.createdAt().plus(Duration.ofDays(2))));
  }

  /** One of which one component was put back and another was not. */
  public static Restore partial(RestoreOrder order) {
    return new Restore(
        order,
        RestoreState.PARTIAL,
        Optional.of(order.createdAt().plusMillis(1600)),
        Optional.of(safety(order)),
        List.of(
            database(),
            ComponentOutcome.failed(
                Component.CONFIG, ErrorCode.RESTORE_FAILED, "/etc/app is on a read-only disk")),
        Optional.of(
            new ComponentOutcome.Failure(
                ErrorCode.RESTORE_PARTIAL, "1 of 2 components was put back")),
        Optional.of(order.createdAt().plus(Duration.ofDays(2))));
  }

  /** One that failed before any component was touched. */
  public static Restore failed(RestoreOrder order) {
    return Restore.ended(
        order,
        RestoreState.FAILED,
        order.createdAt().plusMillis(10),
        ErrorCode.BACKUP_CORRUPT,
        "database.sql.gz holds 3 bytes that nobody wrote");
  }

  /** One whose process died. */
  public static Restore interrupted(RestoreOrder order) {
    return Restore.ended(
        order,
        RestoreState.INTERRUPTED,
        order.createdAt().plusMillis(20),
        ErrorCode.RESTORE_INTERRUPTED,
        "The service died during it");
  }

  /** What a dry run leaves. */
  public static Restore planned(RestoreOrder order) {
    return new Restore(
        order,
        RestoreState.PLANNED,
        Optional.of(order.createdAt().plusMillis(30)),
        Optional.empty(),
        List.of(
            new ComponentOutcome(
                Component.DATABASE,
                ComponentOutcome.State.PLANNED,
                Map.of(ChangeKind.CREATED, 3L, ChangeKind.DROPPED, 1L),
                Map.of(),
                List.of(),
                Map.of(),
                Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }

  private static BackupId safety(RestoreOrder order) {
    return BackupId.of(order.createdAt().plusMillis(1), 7);
  }

  private static ComponentOutcome database() {
    return new ComponentOutcome(
        Component.DATABASE,
        ComponentOutcome.State.RESTORED,
        Map.of(ChangeKind.REPLACED, 16L, ChangeKind.UNCHANGED, 5_000_000_000L),
        Map.of("public.users", "public.users_20260119"),
        List.of("The contents of 1 materialized view were made anew."),
        Map.of(ComponentOutcome.PREVIOUS_DATABASE, "app_before_7f3k9c2bqd"),
        Optional.empty());
  }

  private static ComponentOutcome config() {
    return ComponentOutcome.restored(Component.CONFIG, Map.of(ChangeKind.OVERWRITTEN, 2L));
  }
}
