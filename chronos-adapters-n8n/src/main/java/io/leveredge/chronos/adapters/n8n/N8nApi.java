package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET requests to n8n's public API, each tried again a few times where that can help. No redirect
 * is followed: the key would go wherever it leads.
 */
final class N8nApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(N8nApi.class);
  private static final Duration END = Duration.ofSeconds(5);

  private final N8nSettings settings;
  private final N8nLimits limits;
  private final Deadline deadline;
  private final LongConsumer read;
  private final Problems problems;
  private final HttpClient http;

  /**
   * @param read told of bytes as they come
   */
  N8nApi(N8nSettings settings, LongConsumer read) {
    this.settings = settings;
    this.limits = settings.limits();
    this.deadline = new Deadline(limits.whole());
    this.read = read;
    this.problems = new Problems(settings);
    // n8n speaks HTTP/1.1; asking for more would send an upgrade that proxies stumble over.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
  }

  /** Reads the body of an answer; may be called again with the next try's. */
  interface BodyReader<T> {
    T read(InputStream body) throws IOException;
  }

  /**
   * Asks, and asks again where that can help.
   *
   * @param path below {@code /api/v1}, with its query
   * @throws ChronosException with {@code N8N_UNREACHABLE}, {@code N8N_REFUSED} or {@code
   *     N8N_FAILED}; or what {@code reader} throws
   */
  <T> Answer<T> ask(String path, BodyReader<T> reader) {
    URI address = URI.create(settings.url() + "/api/v1" + path);
    Duration pause = limits.firstPause();
    for (int attempt = 1; ; attempt++) {
      Failure failure;
      try {
        return once(address, reader);
      } catch (IOException cut) {
        failure = problems.of(cut);
      } catch (Failure answered) {
        failure = answered;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw problems.interrupted();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw problems.interrupted();
      }
      if (attempt == limits.tries() || !failure.worthAnotherTry() || deadline.isOver()) {
        throw failure.told(attempt);
      }
      LOG.debug("Attempt {} at {}: {}", attempt, path, failure.getMessage());
      rest(failure.pause().orElse(pause));
      pause = pause.multipliedBy(2);
    }
  }

  private <T> Answer<T> once(URI address, BodyReader<T> reader)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(deadline.atMost(limits.idle()))
            .header("Accept", "application/json")
            .header("X-N8N-API-KEY", settings.apiKey())
            .build();
    HttpResponse<InputStream> response =
        http.send(
            request,
            head -> new BodyStream(limits.idle(), deadline, limits.largestAnswer().value(), read));
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> {
          if (!isJson(response)) {
            throw problems.notJson(response);
          }
          yield new Answer.Given<>(reader.read(body));
        }
        case 401, 403, 404, 405 ->
            new Answer.Withheld<>(response.statusCode(), problems.withheld(response));
        default -> throw problems.of(response);
      };
    }
  }

  private static boolean isJson(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/json"))
        .orElse(false);
  }

  private void rest(Duration pause) {
    Duration bounded = pause.compareTo(limits.longestPause()) < 0 ? pause : limits.longestPause();
    try {
      // Nothing counts it down: only the time or an interrupt ends this wait.
      if (new CountDownLatch(1).await(deadline.atMost(bounded).toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("A latch of nobody's was counted down");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw problems.interrupted();
    }
  }

  /** Ends every connection, and waits until the threads are gone too. */
  @Override
  public void close() {
    http.shutdownNow();
    // An interrupt that ended the work shall not end this wait as well.
    boolean interrupted = Thread.interrupted();
    try {
      if (!http.awaitTermination(END)) {
        LOG.warn("The HTTP client of {} did not end within {}", settings, END);
      }
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
