package io.leveredge.chronos.adapters.os.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A service of its own process, for tests that kill it: starts the server of the folder that is its
 * first argument, with the binaries of the second, says so, and waits.
 */
final class ServiceToKill {
  private ServiceToKill() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgresSettings settings = TestServers.settings(Path.of(arguments[0]));
    EmbeddedPostgres server =
        TestServers.server(
            new EmbeddedPostgresSettings(
                Path.of(arguments[1]),
                settings.home(),
                settings.port(),
                settings.user(),
                settings.database(),
                settings.serverSettings()));
    server.start();
    byte[] pid =
        (server.postmaster().orElseThrow().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    System.out.write(pid, 0, pid.length);
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
