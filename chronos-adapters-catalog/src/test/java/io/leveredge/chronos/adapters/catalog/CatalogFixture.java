package io.leveredge.chronos.adapters.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.ports.system.Clock;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;

/** The catalog on one database, wired as the application wires it. */
final class CatalogFixture implements AutoCloseable {
  private final CatalogDataSource source;
  private final ApplicationContext context;

  private CatalogFixture(CatalogDataSource source) {
    this.source = source;
    this.context = ApplicationContext.builder().deduceEnvironment(false).build();
    context.registerSingleton(
        CatalogDataSource.class, source, Qualifiers.byName(CatalogFactory.NAME));
    context.registerSingleton(Clock.class, new SystemClock());
    context.start();
  }

  /** On a database as it is. */
  static CatalogFixture on(TestDatabase database) {
    return new CatalogFixture(sourceOf(database));
  }

  /** On a database whose schema is brought to this version. */
  static CatalogFixture migrated(TestDatabase database) {
    CatalogFixture fixture = on(database);
    assertThat(fixture.migration().attempt()).as("%s", fixture.migration().state()).isTrue();
    return fixture;
  }

  static CatalogDataSource sourceOf(TestDatabase database) {
    return CatalogDataSource.create(
        ((DatabaseUrl.Parsing.Valid) DatabaseUrl.parse(database.url())).url());
  }

  CatalogDataSource source() {
    return source;
  }

  PostgresBackupCatalog catalog() {
    return context.getBean(PostgresBackupCatalog.class);
  }

  PostgresRestoreLog restoreLog() {
    return context.getBean(PostgresRestoreLog.class);
  }

  BackupRows rows() {
    return context.getBean(BackupRows.class);
  }

  CatalogMigration migration() {
    return context.getBean(CatalogMigration.class);
  }

  CatalogIdentity identity() {
    return context.getBean(CatalogIdentity.class);
  }

  @Override
  public void close() {
    context.close();
    source.close();
  }
}
