package io.leveredge.chronos.bench.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leveredge.chronos.bench.process.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A caller of the service, over one connection that is kept alive. */
public final class ServiceClient implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration BACKUP = Duration.ofMinutes(15);
  private static final int OK = 200;

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  ServiceClient(int port) {
    base = URI.create("http://127.0.0.1:" + port);
  }

  /** Whether {@code GET /health} answers 200. */
  boolean isHealthy() {
    try {
      HttpRequest health = HttpRequest.newBuilder(base.resolve("/health")).timeout(ANSWER).build();
      return http.send(health, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  /**
   * Asks for a backup of the database and waits for its end.
   *
   * @throws BenchFailure unless the answer is 200 and the backup is whole
   */
  public JsonNode backUpDatabase() {
    return backUp("{\"type\":\"database\"}");
  }

  /** The same for the configuration files. */
  public JsonNode backUpFiles() {
    return backUp("{\"type\":\"full\",\"components\":[\"config\"]}");
  }

  private JsonNode backUp(String order) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/backup"))
            .timeout(BACKUP)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order))
            .build();
    JsonNode answer = parse(body(request));
    if (!answer.path("status").asText().equals("completed")) {
      throw new BenchFailure("POST /backup answered " + answer);
    }
    return answer;
  }

  /**
   * The answer's text, read to its end.
   *
   * @param pathAndQuery for example {@code /backups?limit=50}
   * @throws BenchFailure unless the status is 200
   */
  public String get(String pathAndQuery) {
    return body(HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(ANSWER).build());
  }

  /** An answer's text as JSON. */
  public JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new BenchFailure("Not JSON: " + text, notJson);
    }
  }

  private String body(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new BenchFailure(
            request.method()
                + " "
                + request.uri().getPath()
                + " answered "
                + answer.statusCode()
                + ": "
                + answer.body());
      }
      return answer.body();
    } catch (IOException failure) {
      throw new BenchFailure(request.method() + " " + request.uri().getPath(), failure);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private static BenchFailure interrupted(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return new BenchFailure("Interrupted", stop);
  }

  @Override
  public void close() {
    http.close();
  }
}
