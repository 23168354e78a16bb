package io.leveredge.chronos.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;

/** Why there is no backup. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "BackupFailure")
record BackupFailure(
    @Schema(description = "As in problems.", example = "database_unreachable") String code,
    String title,
    String detail,
    String hint) {}
