package io.leveredge.chronos.testkit.postgres;

import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses where test servers come from: from a container where a Docker engine answers, from the
 * installed binaries where not. No other class chooses.
 */
final class PostgresProvider {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProvider.class);
  private static final int MAJOR_WITHOUT_CLIENT = 17;

  /** Where the servers come from. */
  sealed interface Choice {

    /** A server of this choice, not yet started. */
    PostgresServer server(Map<String, String> serverSettings);

    /** A container of this image. */
    record Container(String image) implements Choice {
      @Override
      public PostgresServer server(Map<String, String> serverSettings) {
        return new ContainerServer(image, serverSettings);
      }
    }

    /** The installed binaries. */
    record Binaries(PostgresInstallation installation) implements Choice {
      @Override
      public PostgresServer server(Map<String, String> serverSettings) {
        return new LocalServer(installation, serverSettings);
      }

      /** Ends the servers that killed test runs have left below a folder. */
      void removeAbandoned(Path parent) {
        for (TestServerFolder folder : TestServerFolder.abandonedBelow(parent)) {
          LOG.info("Removing the test server that a killed test run left in {}", folder.path());
          LocalServer.embedded(installation, folder, Map.of()).stopLeftover();
          folder.delete();
        }
      }
    }
  }

  private final BooleanSupplier dockerAnswers;
  private final Supplier<Optional<PostgresInstallation>> installed;
  private final Path temporary;

  /**
   * @param dockerAnswers whether a Docker engine answers
   * @param installed the newest PostgreSQL installed here
   * @param temporary where test servers have their folders
   */
  PostgresProvider(
      BooleanSupplier dockerAnswers,
      Supplier<Optional<PostgresInstallation>> installed,
      Path temporary) {
    this.dockerAnswers = dockerAnswers;
    this.installed = installed;
    this.temporary = temporary;
  }

  /** For this machine. */
  static PostgresProvider ofThisMachine() {
    return new PostgresProvider(
        DockerEngine.ofThisMachine()::answers,
        PostgresInstallations.ofThisMachine()::newest,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * The choice. A container's server is of the installed client's major version, because pg_dump
   * refuses a newer server.
   *
   * @throws IllegalStateException where there is neither
   */
  Choice choose() {
    Choice choice = chosen();
    if (choice instanceof Choice.Binaries binaries) {
      binaries.removeAbandoned(temporary);
    }
    return choice;
  }

  private Choice chosen() {
    Optional<PostgresInstallation> local = installed.get();
    if (dockerAnswers.getAsBoolean()) {
      int major = local.map(PostgresInstallation::major).orElse(MAJOR_WITHOUT_CLIENT);
      LOG.info("Test servers: containers of postgres:{}, because a Docker engine answers", major);
      return new Choice.Container("postgres:" + major);
    }
    PostgresInstallation binaries =
        local.orElseThrow(
            () ->
                new IllegalStateException(
                    "Tests need PostgreSQL: no Docker engine answers, and no server is installed"
                        + " below /usr/lib/postgresql (Debian: apt-get install postgresql)"));
    LOG.info("Test servers: {}, because no Docker engine answers", binaries.binaries());
    return new Choice.Binaries(binaries);
  }
}
