package io.leveredge.chronos.testkit.postgres;

import io.leveredge.chronos.adapters.os.postgres.PostgresInstallation;
import io.leveredge.chronos.adapters.os.postgres.PostgresInstallations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A test run of its own process: starts a test server, says which, and waits to be killed. */
final class TestRunToKill {
  private TestRunToKill() {}

  public static void main(String[] arguments) throws Exception {
    PostgresInstallation installed = PostgresInstallations.ofThisMachine().newest().orElseThrow();
    TestServerFolder folder = TestServerFolder.create();
    LocalServer.embedded(installed, folder, Map.of("fsync", "off")).start();
    String pid = Files.readAllLines(folder.home().resolve("data/postmaster.pid")).get(0) + "\n";
    System.out.write(pid.getBytes(StandardCharsets.US_ASCII));
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
