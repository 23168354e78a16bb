package io.leveredge.chronos.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** What can be known of the container without a Docker engine: what it would be started with. */
class ContainerServerTest {

  @Test
  void itIsConfiguredLikeALocalServer() {
    PostgreSQLContainer container =
        ContainerServer.configured("postgres:15", Map.of("work_mem", "7MB", "fsync", "off"));
    assertThat(container.getUsername()).isEqualTo("postgres");
    assertThat(container.getDatabaseName()).isEqualTo("chronos");
    assertThat(container.getPassword()).isEqualTo("chronos-test");
    assertThat(container.getCommandParts())
        .containsExactly("postgres", "-c", "fsync=off", "-c", "work_mem=7MB");
  }

  @Test
  void itsDataAreInMemoryUnlessTheyMustOutliveAStop() {
    PostgreSQLContainer shared = ContainerServer.configured("postgres:15", Map.of("fsync", "off"));
    assertThat(shared.getEnvMap()).containsEntry("PGDATA", "/chronos-test-data");
    assertThat(shared.getTmpFsMapping()).containsOnlyKeys("/chronos-test-data");
    PostgreSQLContainer durable = ContainerServer.configured("postgres:15", Map.of());
    assertThat(durable.getTmpFsMapping()).isNullOrEmpty();
  }

  @Test
  void theImageIsTheOneThatWasChosen() {
    // Not getDockerImageName(), which asks the engine for the image.
    assertThat(ContainerServer.configured("postgres:16", Map.of()).getImage().toString())
        .contains("imageName=postgres:16");
  }
}
