package io.leveredge.chronos.api.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.recovery.RebuildCatalog;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a rebuilding of the catalog did. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CatalogRebuild")
record CatalogRebuildView(
    @Schema(description = "How many backups were written into it again.") int recorded,
    @Schema(description = "How many failed runs, deletions and restores it has from a backup.")
        int recalled,
    @Schema(description = "Backups that it knows and the directory does not hold; they stay.")
        List<String> onlyInCatalog) {

  static CatalogRebuildView of(RebuildCatalog.Rebuilt rebuilt) {
    return new CatalogRebuildView(
        rebuilt.recorded(),
        rebuilt.recalled(),
        rebuilt.onlyInCatalog().stream().map(BackupId::value).toList());
  }
}
