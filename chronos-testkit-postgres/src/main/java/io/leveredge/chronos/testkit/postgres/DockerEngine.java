package io.leveredge.chronos.testkit.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Looks for a Docker engine. The cheap signs come first: where there is none of them,
 * Testcontainers, whose own search takes seconds, is not even loaded.
 */
final class DockerEngine {
  private final Map<String, String> environment;
  private final List<Path> signs;
  private final BooleanSupplier asked;

  /**
   * @param environment where {@code DOCKER_HOST} may name one
   * @param signs files of which one exists where there may be an engine
   * @param asked asks the engine itself
   */
  DockerEngine(Map<String, String> environment, List<Path> signs, BooleanSupplier asked) {
    this.environment = Map.copyOf(environment);
    this.signs = List.copyOf(signs);
    this.asked = asked;
  }

  static DockerEngine ofThisMachine() {
    Path home = Path.of(System.getProperty("user.home", "/"));
    String runtime = Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).orElse("/run/user/0");
    return new DockerEngine(
        System.getenv(),
        List.of(
            Path.of("/var/run/docker.sock"),
            Path.of(runtime, "docker.sock"),
            home.resolve(".docker/run/docker.sock")),
        DockerEngine::askTestcontainers);
  }

  /** Whether one answers now. */
  boolean answers() {
    boolean named = !environment.getOrDefault("DOCKER_HOST", "").isBlank();
    return (named || signs.stream().anyMatch(Files::exists)) && asked.getAsBoolean();
  }

  private static boolean askTestcontainers() {
    return org.testcontainers.DockerClientFactory.instance().isDockerAvailable();
  }
}
