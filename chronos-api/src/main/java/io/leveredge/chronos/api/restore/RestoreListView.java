package io.leveredge.chronos.api.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A page of restores. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "RestoreList")
record RestoreListView(
    @Schema(description = "Newest first, dry runs among them.") List<RestoreView> restores,
    @Schema(description = "How many there are on this page.") int count,
    @Schema(
            description = "Names the page that follows; left out on the last one.",
            requiredMode = NOT_REQUIRED)
        Optional<String> nextCursor) {}
