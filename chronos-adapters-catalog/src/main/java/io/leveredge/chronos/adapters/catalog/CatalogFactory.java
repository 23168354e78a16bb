package io.leveredge.chronos.adapters.catalog;

import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Makes the catalog out of a {@link CatalogDataSource} bean that the application names {@link
 * #NAME}. Nothing here connects.
 */
@Factory
public final class CatalogFactory {
  /** The name of the data source bean, as Micronaut Data asks for it. */
  public static final String NAME = "catalog";

  @Singleton
  PostgresBackupCatalog catalog(
      BackupRows rows, ObjectMapper mapper, @Named(NAME) CatalogDataSource source) {
    return new PostgresBackupCatalog(rows, new RowReader(new ResultsJson(mapper)), source);
  }

  @Singleton
  PostgresRestoreLog restoreLog(RestoreRows rows, ObjectMapper mapper) {
    return new PostgresRestoreLog(rows, new RestoreJson(mapper));
  }

  @Singleton
  CatalogMigration migration(@Named(NAME) CatalogDataSource source) {
    return new CatalogMigration(source);
  }

  @Singleton
  CatalogIdentity identity(@Named(NAME) CatalogDataSource source) {
    return new CatalogIdentity(source);
  }
}
