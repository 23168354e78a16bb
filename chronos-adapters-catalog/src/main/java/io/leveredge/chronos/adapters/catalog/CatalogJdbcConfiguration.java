package io.leveredge.chronos.adapters.catalog;

import io.micronaut.data.jdbc.config.DataJdbcConfiguration;
import io.micronaut.data.model.query.builder.sql.Dialect;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * What Micronaut Data needs to know about the catalog's data source. A class of its own, so that
 * nobody has to write it into a configuration file: Micronaut's own class is read from there.
 */
@Singleton
@Named(CatalogFactory.NAME)
final class CatalogJdbcConfiguration extends DataJdbcConfiguration {
  CatalogJdbcConfiguration() {
    super(CatalogFactory.NAME);
    setDialect(Dialect.POSTGRES);
  }
}
