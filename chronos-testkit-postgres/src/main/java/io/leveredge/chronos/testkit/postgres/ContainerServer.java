package io.leveredge.chronos.testkit.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container, by Testcontainers.
 *
 * <p>Only its configuration is tested everywhere; that it starts is shown only by the tests of a
 * machine that has Docker.
 */
final class ContainerServer implements PostgresServer {
  /** A place of its own, because the image's default folder differs from version to version. */
  private static final String DATA = "/chronos-test-data";

  private static final String USER = "chronos";
  private static final String DATABASE = "chronos";
  private static final String PASSWORD = "chronos-test";

  private final JdbcDatabaseContainer<?> container;

  ContainerServer(String image, Map<String, String> serverSettings) {
    this.container = configured(image, serverSettings);
  }

  static PostgreSQLContainer configured(String image, Map<String, String> serverSettings) {
    PostgreSQLContainer container = new PostgreSQLContainer(DockerImageName.parse(image));
    container.withUsername(USER).withPassword(PASSWORD).withDatabaseName(DATABASE);
    container.withEnv("PGDATA", DATA).withTmpFs(Map.of(DATA, "rw"));
    List<String> command = new ArrayList<>(List.of("postgres"));
    new TreeMap<>(serverSettings)
        .forEach(
            (name, value) -> {
              command.add("-c");
              command.add(name + "=" + value);
            });
    container.setCommandParts(command.toArray(String[]::new));
    return container;
  }

  @Override
  public TestDatabase start() {
    container.start();
    return new TestDatabase(
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        USER,
        PASSWORD,
        DATABASE);
  }

  @Override
  public void stop() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void discard() {
    container.stop();
  }
}
