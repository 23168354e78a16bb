package io.leveredge.chronos.adapters.postgres.restorer;

import io.leveredge.chronos.adapters.postgres.client.Interruptible;
import io.leveredge.chronos.adapters.postgres.dump.DatabaseSettings;
import io.leveredge.chronos.adapters.postgres.dump.DumpTools;
import io.leveredge.chronos.adapters.postgres.plan.DatabasePlanner;
import io.leveredge.chronos.adapters.postgres.restore.MaintenanceDatabase;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.adapters.postgres.restore.RestoreNames;
import io.leveredge.chronos.adapters.postgres.restore.SwapNames;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Restores one PostgreSQL database, as a whole or single tables of it, over JDBC. The usual way
 * loads a new database, compares it with the backup, and exchanges the names; the database that was
 * in use is kept for an undo until {@link #forget}.
 */
public final class PostgresDatabaseRestorer implements ComponentRestorer {
  private static final String LOOKS = "chronos-looks";

  private final DatabaseSettings settings;
  private final DumpTools tools;

  /**
   * @param settings of the database that backups are put back into; what they leave out of dumps
   *     (owners, grants, schemas) restores leave alone
   * @param tools those of its dumps
   */
  public PostgresDatabaseRestorer(DatabaseSettings settings, DumpTools tools) {
    this.settings = settings;
    this.tools = tools;
  }

  @Override
  public Component component() {
    return Component.DATABASE;
  }

  @Override
  public ComponentPlan plan(RestoreWork work, PlanPage page) {
    return Interruptible.run(
        "plan " + work.id(),
        ErrorCode.RESTORE_INTERRUPTED,
        "The plan was stopped by the service",
        abort -> new DatabasePlanner(settings, abort).plan(work, page));
  }

  @Override
  public ComponentOutcome restore(RestoreWork work, StepLog steps) {
    return Interruptible.run(
        "restore " + work.id(),
        ErrorCode.RESTORE_INTERRUPTED,
        "The restore was stopped by the service; the database in use is as it was",
        abort -> new DatabaseRestore(settings, tools, work, new Steps(steps), abort).run());
  }

  @Override
  public Optional<ComponentOutcome> takeBack(RestoreId id, ComponentOutcome done, StepLog steps) {
    Optional<Beside> beside = Beside.of(done);
    if (beside.isPresent()) {
      return Optional.of(beside.get().takeBack(settings, RestoreNames.session(id)));
    }
    Optional<String> kept = kept(done);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    DatabaseUrl maintenance = MaintenanceDatabase.required(settings.url());
    if (!new NewDatabase(maintenance, LOOKS).exists(kept.get())) {
      return Optional.empty();
    }
    Undo undo = new Undo(settings, tools, maintenance, id, new Steps(steps));
    Swapped swapped =
        Interruptible.run(
            "undo " + id,
            ErrorCode.RESTORE_INTERRUPTED,
            "The undo was stopped by the service; the database in use is as it was",
            abort -> undo.swapBack(kept.get(), Swapped.carriedNothing(done), abort));
    return Optional.of(
        new ComponentOutcome(
            Component.DATABASE,
            ComponentOutcome.State.RESTORED,
            reversed(done.counts()),
            Map.of(),
            List.of(
                "The database that the undo took out of use is kept as " + swapped.before() + "."),
            swapped.facts(),
            Optional.empty()));
  }

  /** What was made goes, and what was dropped is there again. */
  private static Map<ChangeKind, Long> reversed(Map<ChangeKind, Long> counts) {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                count ->
                    switch (count.getKey()) {
                      case CREATED -> ChangeKind.DROPPED;
                      case DROPPED -> ChangeKind.CREATED;
                      case REPLACED, OVERWRITTEN, DELETED, EXTRA, UPDATED, DEACTIVATED, UNCHANGED ->
                          count.getKey();
                    },
                Map.Entry::getValue));
  }

  @Override
  public boolean keeps(ComponentOutcome done) {
    Optional<Beside> beside = Beside.of(done);
    if (beside.isPresent()) {
      return beside.get().isThere(settings);
    }
    return kept(done)
        .filter(
            name ->
                new NewDatabase(MaintenanceDatabase.required(settings.url()), LOOKS).exists(name))
        .isPresent();
  }

  @Override
  public void forget(ComponentOutcome done) {
    kept(done)
        .ifPresent(
            name ->
                new NewDatabase(MaintenanceDatabase.required(settings.url()), LOOKS).drop(name));
  }

  @Override
  public Settlement settle(RestoreId id, List<Map<String, String>> steps) {
    return new Settling(settings, tools, id).settle(Steps.Told.of(steps));
  }

  /** The database that a swap has kept, and never the one in use, whatever the fact says. */
  private Optional<String> kept(ComponentOutcome done) {
    return Optional.ofNullable(done.facts().get(ComponentOutcome.PREVIOUS_DATABASE))
        .filter(SwapNames::isKept)
        .filter(name -> !name.equals(settings.url().database()));
  }
}
