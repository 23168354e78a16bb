package io.leveredge.chronos.api.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A page of backups. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "BackupList")
record BackupListView(
    @Schema(description = "Newest first.") List<BackupView> backups,
    @Schema(description = "How many there are on this page.") int count,
    @Schema(
            description = "Names the page that follows; left out on the last one.",
            requiredMode = NOT_REQUIRED)
        Optional<String> nextCursor,
    @Schema(
            description =
                "Ids of backups that belong on this page and that this version cannot read; left"
                    + " out where there are none.",
            requiredMode = NOT_REQUIRED)
        Optional<List<String>> unreadable,
    @Schema(
            description =
                "Directories that lie among the backups and are none that this service knows, in"
                    + " the order of their paths and at most 1000; they are never touched. Only"
                    + " where 'status' is 'legacy', and on the first page of a list of 'all' that"
                    + " no other parameter narrows. They are in neither 'backups' nor 'count'.",
            requiredMode = NOT_REQUIRED)
        Optional<List<LegacyView>> legacy,
    @Schema(
            description = "How many such directories there are, listed or not.",
            requiredMode = NOT_REQUIRED)
        Optional<Integer> legacyCount) {}
