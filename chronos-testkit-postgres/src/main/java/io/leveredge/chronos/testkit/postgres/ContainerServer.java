package io.leveredge.chronos.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final String USER = "postgres";
  private static final String DATABASE = "chronos";
  private static final String PASSWORD = "chronos-test";

  private final PostgreSQLContainer container;

  ContainerServer(String image, Map<String, String> serverSettings) {
    this.container = configured(image, serverSettings);
  }

  /**
   * Data that need not survive lie in memory. A server that is durable may be stopped and started
   * again: it has a port of its own choice, because Docker's would change with every start.
   */
  static PostgreSQLContainer configured(String image, Map<String, String> serverSettings) {
    PostgreSQLContainer container = new PostgreSQLContainer(DockerImageName.parse(image));
    container.withUsername(USER).withPassword(PASSWORD).withDatabaseName(DATABASE);
    container.withEnv("PGDATA", DATA);
    if (serverSettings.getOrDefault("fsync", "on").equals("off")) {
      container.withTmpFs(Map.of(DATA, "rw"));
    } else {
      container.setPortBindings(List.of(freePort() + ":" + PostgreSQLContainer.POSTGRESQL_PORT));
    }
    List<String> command = new ArrayList<>(List.of("postgres"));
    new TreeMap<>(serverSettings)
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    container.setCommandParts(command.toArray(String[]::new));
    return container;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public TestDatabase start() {
    if (container.getContainerId() == null) {
      container.start();
    } else {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
      awaitConnection();
    }
    return new TestDatabase(
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        USER,
        PASSWORD,
        DATABASE);
  }

  /** Testcontainers tries until one succeeds or its time is over. */
  private void awaitConnection() {
    try {
      container.createConnection("").close();
    } catch (SQLException failure) {
      throw new IllegalStateException("The container did not come back", failure);
    }
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
