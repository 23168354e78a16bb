package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The first person at a fresh n8n, who sets it up as its editor would. */
final class OwnerOfN8n {
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();
  private final URI url;

  OwnerOfN8n(URI url) {
    this.url = url;
  }

  /** Becomes the owner, and makes a key with every scope that there is. */
  String createApiKey() {
    post(
        "/rest/owner/setup",
        JsonNodeFactory.instance
            .objectNode()
            .put("email", "owner@example.com")
            .put("firstName", "Olga")
            .put("lastName", "Owner")
            .put("password", "Password-of-a-test-1"));
    JsonNode scopes =
        send(HttpRequest.newBuilder(URI.create(url + "/rest/api-keys/scopes")).build());
    ObjectNode key = JsonNodeFactory.instance.objectNode().put("label", "CHRONOS");
    key.putNull("expiresAt").set("scopes", scopes.path("data"));
    return post("/rest/api-keys", key).path("data").path("rawApiKey").asText();
  }

  private JsonNode post(String path, JsonNode body) {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = browser.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri().getPath() + ": " + response.body());
      }
      return FakeWorkflows.parse(response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", stop);
    }
  }
}
