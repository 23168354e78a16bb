package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.ApiSettings;
import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.request.IdReader;
import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.history.DeleteBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.history.ListLegacy;
import io.leveredge.chronos.engine.history.ListLegacy.Legacy;
import io.leveredge.chronos.engine.history.ShowFacts;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** {@code /backups}: listing, reading and deleting. */
@Controller("/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BackupsController implements BackupsDescription {
  private final FindBackups findBackups;
  private final ShowFacts showFacts;
  private final ListLegacy listLegacy;
  private final DeleteBackup deleteBackup;
  private final RunningJobs running;
  private final Targets targets;
  private final BackupViews views;
  private final ApiSettings settings;

  BackupsController(
      FindBackups findBackups,
      ShowFacts showFacts,
      ListLegacy listLegacy,
      DeleteBackup deleteBackup,
      RunningJobs running,
      Targets targets,
      BackupViews views,
      ApiSettings settings) {
    this.findBackups = findBackups;
    this.showFacts = showFacts;
    this.listLegacy = listLegacy;
    this.deleteBackup = deleteBackup;
    this.running = running;
    this.targets = targets;
    this.views = views;
    this.settings = settings;
  }

  @Get
  @Override
  public BackupListView list(HttpRequest<?> request) {
    ListQuery query = ListQueryReader.read(request.getParameters(), targets);
    BackupPage page =
        query
            .backups()
            .map(findBackups::list)
            .orElseGet(() -> new BackupPage(List.of(), Optional.empty()));
    Optional<Legacy> legacy = query.legacy() ? Optional.of(listLegacy.list()) : Optional.empty();
    return new BackupListView(
        page.backups().stream().map(views::of).toList(),
        page.backups().size(),
        page.next().map(ListQueryReader::cursor),
        Optional.of(page.unreadable().stream().map(BackupId::value).toList())
            .filter(ids -> !ids.isEmpty()),
        legacy.map(found -> found.directories().stream().map(this::legacy).toList()),
        legacy.map(Legacy::count));
  }

  private LegacyView legacy(ListLegacy.Directory directory) {
    return new LegacyView(settings.shown(directory.path()), directory.reason());
  }

  // The pattern lets slashes into the id, so that one with a slash is refused and not routed.
  @Get("/{id:.+}")
  @Override
  public BackupView show(HttpRequest<?> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    BackupId known = IdReader.require(id);
    return running
        .find(known)
        .map(views::of)
        .or(() -> findBackups.find(known).map(it -> views.of(it, showFacts.of(known))))
        .orElseThrow(() -> IdReader.notFound(id));
  }

  @Delete("/{id:.+}")
  @Override
  public DeletedBackupView delete(HttpRequest<?> request, @PathVariable String id) {
    boolean force =
        QueryParameters.of(request.getParameters(), List.of("force"))
            .read("force", "true or false", BackupsController::flag)
            .orElse(false);
    Principal caller = Callers.require(request, force ? Scope.ADMIN : Scope.DELETE);
    BackupId known = IdReader.require(id);
    return deleteBackup
        .delete(known, force, caller)
        .map(this::deleted)
        .orElseThrow(() -> nothingToDelete(known));
  }

  private DeletedBackupView deleted(Backup backup) {
    return new DeletedBackupView(
        backup.id().value(),
        "deleted",
        backup.order().type().wire(),
        backup.order().tier().name(),
        backup.order().target().value(),
        backup.published().map(it -> settings.shown(it.directory())).orElse(""));
  }

  private ChronosException nothingToDelete(BackupId id) {
    Optional<Backup> known = findBackups.find(id);
    if (known.map(Backup::state).filter(BackupState.RUNNING::equals).isPresent()) {
      return new ChronosException(
              ErrorCode.TARGET_BUSY, "Backup " + id + " is being made; it can be deleted after")
          .with("backup_id", id.value());
    }
    return known
        .map(
            backup ->
                new ChronosException(
                    ErrorCode.NOT_FOUND,
                    "Backup %s is %s; there is nothing of it to delete"
                        .formatted(id, backup.state().wire())))
        .orElseGet(() -> IdReader.notFound(id.value()));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
