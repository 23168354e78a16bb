package io.leveredge.chronos.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The image's health check says what {@code GET /health} says. */
final class HealthcheckTest {
  @Test
  void aHealthyServiceIsHealthy() throws Exception {
    AtomicReference<String> asked = new AtomicReference<>("nothing");
    assertThat(check(200, asked).status()).isZero();
    assertThat(asked).hasValue("GET /health localhost");
  }

  @Test
  void aServiceThatSaysItIsIllIsUnhealthy() throws Exception {
    Script check = check(503, new AtomicReference<>(""));
    assertThat(check.status()).isNotZero();
    assertThat(check.output()).contains("503");
  }

  @Test
  void aServiceThatIsNotThereIsUnhealthy() throws Exception {
    HttpServer gone = server();
    int port = gone.getAddress().getPort();
    gone.start();
    gone.stop(0);
    assertThat(healthcheck(port).status()).isNotZero();
  }

  private static Script check(int status, AtomicReference<String> asked) throws Exception {
    HttpServer service = server();
    service.createContext(
        "/",
        exchange -> {
          asked.set(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Host")));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    service.start();
    try {
      return healthcheck(service.getAddress().getPort());
    } finally {
      service.stop(0);
    }
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private static Script healthcheck(int port) throws Exception {
    return Script.run(
        Map.of("CHRONOS_PORT", Integer.toString(port)), List.of("bash", "build/image/healthcheck"));
  }
}
