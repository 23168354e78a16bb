package io.leveredge.chronos.api.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.engine.recovery.CatalogDifferences;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** In what the catalog and the backup directory differ. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CatalogCheck")
record CatalogCheckView(
    @Schema(description = "Whether both tell the same.") boolean consistent,
    @Schema(description = "How many backups both know.") int compared,
    @Schema(description = "In the directory, and unknown to the catalog.")
        List<String> unknownToCatalog,
    @Schema(description = "Published by the catalog's account, and not in the directory.")
        List<String> withoutDirectory,
    List<DifferenceView> different,
    @Schema(description = "Directories that cannot be read as backups; no difference.")
        List<UnreadableView> unreadable) {

  /** One thing that is told of a backup in two ways. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @Schema(name = "CatalogDifference")
  record DifferenceView(String backupId, String what, String inCatalog, String inDirectory) {}

  /** A directory that is no backup, and why. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @Schema(name = "UnreadableDirectory")
  record UnreadableView(String directory, String reason) {}

  static CatalogCheckView of(CatalogDifferences found) {
    return new CatalogCheckView(
        found.none(),
        found.compared(),
        ids(found.unknownToCatalog()),
        ids(found.withoutDirectory()),
        found.different().stream()
            .map(
                it ->
                    new DifferenceView(
                        it.backup().value(), it.what(), it.inTheCatalog(), it.inTheDirectory()))
            .toList(),
        found.unreadable().stream()
            .map(it -> new UnreadableView(it.directory(), it.reason()))
            .toList());
  }

  private static List<String> ids(List<BackupId> ids) {
    return ids.stream().map(BackupId::value).toList();
  }
}
