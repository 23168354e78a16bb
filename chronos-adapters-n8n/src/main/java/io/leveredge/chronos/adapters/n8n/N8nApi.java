package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.fault.ChronosException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to n8n's public API, each tried again a few times where that can help. No redirect is
 * followed: the key would go wherever it leads.
 */
public final class N8nApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(N8nApi.class);
  private static final String JSON = "application/json";
  private static final Duration END = Duration.ofSeconds(5);

  private final N8nSettings settings;
  private final N8nLimits limits;
  private final Deadline deadline;
  private final LongConsumer read;
  private final Problems problems;
  private final HttpClient http;

  /**
   * With the time that the settings give to everything together.
   *
   * @param read told of bytes as they come
   */
  public N8nApi(N8nSettings settings, LongConsumer read) {
    this(settings, settings.limits().whole(), read);
  }

  /**
   * With a time of its own.
   *
   * @param whole for all requests together
   */
  public N8nApi(N8nSettings settings, Duration whole, LongConsumer read) {
    this.settings = settings;
    this.limits = settings.limits();
    this.deadline = new Deadline(whole);
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
  public interface BodyReader<T> {
    T read(InputStream body) throws IOException;
  }

  /**
   * What n8n answers to a request that changes something.
   *
   * @param text the body; its beginning where the status is no success
   * @param problem for a person: the status and what n8n says, without a secret
   */
  public record Reply(int status, String text, String problem) {
    public boolean succeeded() {
      return status >= 200 && status < 300;
    }

    /** Whether this version of n8n has no such request; a deleted workflow answers 404, too. */
    public boolean unknown() {
      return status == 404 || status == 405;
    }
  }

  /**
   * Asks, and asks again where that can help.
   *
   * @param path below {@code /api/v1}, with its query
   * @throws ChronosException with {@code N8N_UNREACHABLE}, {@code N8N_REFUSED} or {@code
   *     N8N_FAILED}; or what {@code reader} throws
   */
  public <T> Answer<T> ask(String path, BodyReader<T> reader) {
    return tried(path, limits.tries(), () -> once(path, reader));
  }

  /**
   * Asks for a change.
   *
   * @param path below {@code /api/v1}, with its query
   * @param body JSON, or empty
   * @param tries at most; more than 1 only for what may be done twice
   * @return whatever n8n answers, but not that it is overloaded or broken
   * @throws ChronosException with {@code N8N_UNREACHABLE}, {@code N8N_REFUSED} or {@code
   *     N8N_FAILED}; the change may have been made nevertheless
   */
  public Reply send(String method, String path, byte[] body, int tries) {
    return send(method, path, JSON, body, tries);
  }

  /**
   * Asks for a change by what is no JSON.
   *
   * @param type of the body
   * @return as the other one does
   */
  public Reply send(String method, String path, String type, byte[] body, int tries) {
    return tried(path, tries, () -> change(method, path, type, body));
  }

  /** One try. */
  private interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  private <T> T tried(String path, int tries, Attempt<T> request) {
    Duration pause = limits.firstPause();
    for (int attempt = 1; ; attempt++) {
      Failure failure;
      try {
        return request.make();
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
      if (attempt >= tries || !failure.worthAnotherTry() || deadline.isOver()) {
        throw failure.told(attempt);
      }
      LOG.debug("Attempt {} at {}: {}", attempt, path, failure.getMessage());
      rest(failure.pause().orElse(pause));
      pause = pause.multipliedBy(2);
    }
  }

  private <T> Answer<T> once(String path, BodyReader<T> reader)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = exchange(request(path).GET().build());
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

  private Reply change(String method, String path, String type, byte[] sent)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", type)
            .method(
                method,
                sent.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(sent))
            .build();
    HttpResponse<InputStream> response = exchange(request);
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status >= 200 && status < 300) {
        if (status != 204 && !isJson(response)) {
          throw problems.notJson(response);
        }
        return new Reply(status, text(body.readAllBytes()), settings + " answered " + status);
      }
      if (status < 400 || status == 429 || status >= 500) {
        throw problems.of(response);
      }
      String said = text(body.readNBytes(Problems.LONGEST_BODY));
      return new Reply(status, said, problems.answered(status, said));
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.url() + "/api/v1" + path))
        .timeout(deadline.atMost(limits.idle()))
        .header("Accept", JSON)
        .header("X-N8N-API-KEY", settings.apiKey());
  }

  private HttpResponse<InputStream> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(
        request,
        head -> new BodyStream(limits.idle(), deadline, limits.largestAnswer().value(), read));
  }

  private static boolean isJson(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith(JSON))
        .orElse(false);
  }

  /**
   * Waits, but not longer than the limits have it.
   *
   * @throws ChronosException where no time is left, or when the thread is interrupted
   */
  public void rest(Duration pause) {
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
