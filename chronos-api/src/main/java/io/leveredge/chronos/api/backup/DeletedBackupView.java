package io.leveredge.chronos.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;

/** What was deleted. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "DeletedBackup")
record DeletedBackupView(
    String backupId,
    @Schema(type = "string", allowableValues = "deleted") String status,
    String type,
    String tier,
    String target,
    @Schema(description = "The directory it lay in; it is in the trash for a grace period.")
        String path) {}
