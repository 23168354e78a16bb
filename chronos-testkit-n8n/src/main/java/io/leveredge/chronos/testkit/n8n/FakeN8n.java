package io.leveredge.chronos.testkit.n8n;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fake n8n on a port of the loopback: its public API, as two real versions were seen to answer,
 * over workflows in memory that nobody ever runs.
 */
public final class FakeN8n implements N8nServer {
  static {
    // The server would else hold the end of an answer back for 40 ms (Nagle's algorithm).
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final N8nVersion version;
  private final FakeWorkflows workflows;
  private final FakeCredentials credentials = new FakeCredentials();
  private final FakeFaults faults = new FakeFaults();
  private final FakeKeys keys;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private FakeN8n(N8nVersion version, int port, String apiKey) {
    this.version = version;
    this.workflows = new FakeWorkflows(version);
    this.keys = new FakeKeys(version, apiKey);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException("Port " + port + " of the loopback", taken);
    }
    server.setExecutor(threads);
    FakeApi api = new FakeApi(version, workflows, credentials, faults);
    server.createContext("/", new FakeExchanges(api, keys, faults, requests, closed));
    server.start();
  }

  /** An empty one on a free port. */
  public static FakeN8n start(N8nVersion version) {
    return start(version, 0, "the-secret-key-of-the-fake-n8n");
  }

  /**
   * An empty one.
   *
   * @param port 0 for a free one
   */
  public static FakeN8n start(N8nVersion version, int port, String apiKey) {
    return new FakeN8n(version, port, apiKey);
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public String apiKey() {
    return keys.owners();
  }

  @Override
  public N8nVersion version() {
    return version;
  }

  /** A further key, with these scopes only, for example {@code workflow:list}. */
  public String keyWith(String... scopes) {
    return keys.create(Set.of(scopes));
  }

  public FakeWorkflows workflows() {
    return workflows;
  }

  public FakeCredentials credentials() {
    return credentials;
  }

  public FakeFaults faults() {
    return faults;
  }

  /** The lines of all requests so far, for example {@code GET /api/v1/workflows?limit=50}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
