package io.leveredge.chronos.app.wiring;

import io.leveredge.chronos.adapters.catalog.CatalogDataSource;
import io.leveredge.chronos.adapters.catalog.CatalogFactory;
import io.leveredge.chronos.app.configuration.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Where the catalog lives; {@link CatalogFactory} makes the rest of it. */
@Factory
final class CatalogWiring {

  @Singleton
  @Bean(preDestroy = "close")
  @Named(CatalogFactory.NAME)
  CatalogDataSource catalogDataSource(Settings settings) {
    return CatalogDataSource.create(
        settings
            .catalog()
            .orElseThrow(() -> new IllegalStateException("The embedded server was not started")));
  }
}
