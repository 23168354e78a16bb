package io.leveredge.chronos.api.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;

/** The body of {@code POST /backups/{id}/drill} as the OpenAPI document shows it. */
@Schema(name = "DrillRequest", description = "How a backup is tried. It can be left out.")
record DrillBody(
    @Schema(
            description =
                "Where the database is restored: on the server that is backed up, or on one that is"
                    + " started for this drill alone.",
            type = "string",
            allowableValues = {"source", "embedded"},
            defaultValue = "source",
            requiredMode = NOT_REQUIRED)
        String server) {}
