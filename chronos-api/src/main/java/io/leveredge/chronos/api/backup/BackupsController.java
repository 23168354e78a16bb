package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.ApiSettings;
import io.leveredge.chronos.api.access.Callers;
import io.leveredge.chronos.api.problem.Problem;
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
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;

/** {@code /backups}: listing, reading and deleting. */
@Controller("/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Backups")
@ApiResponse(
    responseCode = "4XX",
    description = "The call cannot be met.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_JSON_PROBLEM,
            schema = @Schema(implementation = Problem.class)))
final class BackupsController {
  private final FindBackups findBackups;
  private final DeleteBackup deleteBackup;
  private final RunningJobs running;
  private final BackupViews views;
  private final ApiSettings settings;

  BackupsController(
      FindBackups findBackups,
      DeleteBackup deleteBackup,
      RunningJobs running,
      BackupViews views,
      ApiSettings settings) {
    this.findBackups = findBackups;
    this.deleteBackup = deleteBackup;
    this.running = running;
    this.views = views;
    this.settings = settings;
  }

  @Get
  @Operation(
      operationId = "listBackups",
      summary = "List backups, newest first",
      description = "Those that can be restored, unless 'status' says otherwise.",
      parameters = {
        @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            description = "Of that target alone.",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "tier",
            in = ParameterIn.QUERY,
            description = "On that shelf alone.",
            schema = @Schema(type = "string", example = "manual")),
        @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Of that type alone.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"full", "incremental", "database", "workflows"})),
        @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description =
                "'all', or states with commas between them. Those that can be restored where it is"
                    + " left out.",
            schema =
                @Schema(
                    type = "string",
                    defaultValue = "completed",
                    example = "completed,partial")),
        @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "Made at or after this instant; a date is its beginning, in UTC.",
            schema = @Schema(type = "string", example = "2026-01-19T00:00:00Z")),
        @Parameter(
            name = "until",
            in = ParameterIn.QUERY,
            description = "Made before this instant; a date is its beginning, in UTC.",
            schema = @Schema(type = "string", example = "2026-01-20")),
        @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "The size of a page.",
            schema =
                @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50")),
        @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "next_cursor of the page before.",
            schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page of them.",
      content = @Content(schema = @Schema(implementation = BackupListView.class)))
  BackupListView list(HttpRequest<?> request) {
    BackupPage page = findBackups.list(ListQueryReader.read(request.getParameters()));
    return new BackupListView(
        page.backups().stream().map(views::of).toList(),
        page.backups().size(),
        page.next().map(ListQueryReader::cursor));
  }

  // The pattern lets slashes into the id, so that one with a slash is refused and not routed.
  @Get("/{id:.+}")
  @Operation(
      operationId = "getBackup",
      summary = "One backup, in whatever state it is",
      description = "Of one that is being made it tells how far it is.")
  @ApiResponse(
      responseCode = "200",
      description = "The backup.",
      content = @Content(schema = @Schema(implementation = BackupView.class)))
  BackupView show(HttpRequest<?> request, @PathVariable String id) {
    QueryParameters.of(request.getParameters(), List.of());
    BackupId known = BackupIdReader.read(id).orElseThrow(() -> notFound(id));
    return running
        .find(known)
        .map(views::of)
        .or(() -> findBackups.find(known).map(views::of))
        .orElseThrow(() -> notFound(id));
  }

  @Delete("/{id:.+}")
  @Operation(
      operationId = "deleteBackup",
      summary = "Move a backup to the trash",
      description =
          "Needs a token with the scope 'delete'. The last completed backup of its type that a"
              + " target has is guarded: 409.",
      security = @SecurityRequirement(name = "token"),
      parameters = {
        @Parameter(
            name = "force",
            in = ParameterIn.QUERY,
            description = "'true' overrides the guard, for a token with the scope 'admin'.",
            schema = @Schema(type = "boolean", defaultValue = "false"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "What was deleted.",
      content = @Content(schema = @Schema(implementation = DeletedBackupView.class)))
  DeletedBackupView delete(HttpRequest<?> request, @PathVariable String id) {
    boolean force =
        QueryParameters.of(request.getParameters(), List.of("force"))
            .read("force", "true or false", BackupsController::flag)
            .orElse(false);
    Principal caller = Callers.require(request, force ? Scope.ADMIN : Scope.DELETE);
    BackupId known = BackupIdReader.read(id).orElseThrow(() -> notFound(id));
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
        .orElseGet(() -> notFound(id.value()));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static ChronosException notFound(String id) {
    return new ChronosException(ErrorCode.NOT_FOUND, "There is no backup '" + id + "'")
        .with("backup_id", id);
  }
}
