package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls of n8n's public API, as a test makes them: what comes back is looked at, whatever it is.
 */
public final class N8nCalls {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI url;
  private final String apiKey;

  public N8nCalls(N8nServer n8n) {
    this(n8n.url(), n8n.apiKey());
  }

  public N8nCalls(URI url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  /** A status and a body, which may be no JSON. */
  public record Result(int status, String body) {
    public JsonNode json() {
      return FakeWorkflows.parse(body);
    }
  }

  /** Paths are those below {@code /api/v1}. */
  public Result get(String path) {
    return call("GET", path, "");
  }

  public Result post(String path, String body) {
    return call("POST", path, body);
  }

  public Result put(String path, String body) {
    return call("PUT", path, body);
  }

  public Result delete(String path) {
    return call("DELETE", path, "");
  }

  /** Asks n8n to import that; below {@code /n8n-packages/import}. */
  Result importing(WorkflowPackage workflow) {
    return call(
        "POST",
        "/n8n-packages/import",
        WorkflowPackage.contentType(),
        BodyPublishers.ofByteArray(workflow.form()));
  }

  private Result call(String method, String path, String body) {
    return call(
        method,
        path,
        "application/json",
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  private Result call(String method, String path, String type, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .method(method, body);
    if (!apiKey.isEmpty()) {
      request.header("X-N8N-API-KEY", apiKey);
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Result(response.statusCode(), response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", stop);
    }
  }
}
