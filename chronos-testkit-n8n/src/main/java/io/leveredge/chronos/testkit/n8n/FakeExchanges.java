package io.leveredge.chronos.testkit.n8n;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests and answers on the wire, with what goes wrong there. */
final class FakeExchanges implements HttpHandler {
  private static final String JSON = "application/json; charset=utf-8";

  private final FakeApi api;
  private final FakeKeys keys;
  private final FakeFaults faults;
  private final List<String> requests;
  private final CountDownLatch closed;

  FakeExchanges(
      FakeApi api, FakeKeys keys, FakeFaults faults, List<String> requests, CountDownLatch closed) {
    this.api = api;
    this.keys = keys;
    this.faults = faults;
    this.requests = requests;
    this.closed = closed;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(line);
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<Fault> fault = faults.meet(line);
      if (fault.isPresent()) {
        goWrong(exchange, body, fault.get());
      } else {
        send(exchange, answer(exchange, body, false), JSON);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private ApiAnswer answer(HttpExchange exchange, byte[] sent, boolean sameCursor) {
    try {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      String body =
          type != null && type.startsWith("multipart/")
              ? WorkflowPackage.read(type, sent).json()
              : new String(sent, StandardCharsets.UTF_8);
      ApiRequest request =
          ApiRequest.of(exchange.getRequestMethod(), exchange.getRequestURI(), body);
      String key = exchange.getRequestHeaders().getFirst("X-N8N-API-KEY");
      keys.check(key, request.scope());
      if (request.route().equals("GET discover")) {
        return api.discover(keys.scopes(key));
      }
      return api.answer(sameCursor ? request.withSameCursor() : request);
    } catch (ApiAnswer.Refusal refusal) {
      return refusal.answer();
    }
  }

  private void goWrong(HttpExchange exchange, byte[] body, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Status status -> {
        status.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, new ApiAnswer(status.code(), status.body()), JSON);
      }
      case Fault.Slow slow -> {
        if (!closed.await(slow.by().toMillis(), TimeUnit.MILLISECONDS)) {
          send(exchange, answer(exchange, body, false), JSON);
        }
      }
      case Fault.Hang hang -> {
        if (hang.afterBytes() >= 0) {
          begin(exchange, answer(exchange, body, false), hang.afterBytes());
        }
        closed.await();
      }
      // Closing the exchange before all promised bytes are there closes the connection.
      case Fault.Cut cut -> begin(exchange, answer(exchange, body, false), cut.afterBytes());
      case Fault.Truncated truncated -> {
        ApiAnswer whole = answer(exchange, body, false);
        byte[] bytes = whole.body().getBytes(StandardCharsets.UTF_8);
        int length = (int) Math.min(bytes.length, truncated.toBytes());
        send(exchange, whole.status(), Arrays.copyOf(bytes, length), JSON);
      }
      case Fault.Redirect redirect -> {
        exchange.getResponseHeaders().set("Location", redirect.location());
        send(exchange, new ApiAnswer(302, ""), "text/html");
      }
      case Fault.ContentType type -> send(exchange, answer(exchange, body, false), type.type());
      case Fault.SameCursor same -> send(exchange, answer(exchange, body, true), JSON);
    }
  }

  private static void begin(HttpExchange exchange, ApiAnswer answer, long bytes)
      throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.sendResponseHeaders(answer.status(), body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, (int) Math.min(bytes, body.length - 1));
    out.flush();
  }

  private static void send(HttpExchange exchange, ApiAnswer answer, String type)
      throws IOException {
    send(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8), type);
  }

  private static void send(HttpExchange exchange, int status, byte[] body, String type)
      throws IOException {
    exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of(type)));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
