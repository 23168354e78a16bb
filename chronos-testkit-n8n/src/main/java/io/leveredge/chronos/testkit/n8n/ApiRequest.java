package io.leveredge.chronos.testkit.n8n;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request below {@code /api/v1}.
 *
 * @param path its segments, for example {@code workflows}, an id, {@code activate}
 */
record ApiRequest(
    String method, List<String> path, Map<String, String> query, String body, boolean sameCursor) {
  private static final String ROOT = "/api/v1/";

  static ApiRequest of(String method, URI target, String body) {
    String path = target.getPath();
    if (!path.startsWith(ROOT)) {
      throw new ApiAnswer.Refusal(404, "not found");
    }
    Map<String, String> query = new TreeMap<>();
    for (String pair : Optional.ofNullable(target.getRawQuery()).orElse("").split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return new ApiRequest(
        method, List.of(path.substring(ROOT.length()).split("/", -1)), query, body, false);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  ApiRequest withSameCursor() {
    return new ApiRequest(method, path, query, body, true);
  }

  /** Method and path with {@code :id} for an id: {@code POST workflows/:id/activate}. */
  String route() {
    if (path.get(0).equals("n8n-packages")) {
      return method + " " + String.join("/", path);
    }
    StringBuilder route = new StringBuilder(method).append(' ').append(path.get(0));
    for (int i = 1; i < path.size(); i++) {
      route.append('/').append(i == 1 ? ":id" : path.get(i));
    }
    return route.toString();
  }

  String id() {
    return path.get(1);
  }

  private ApiAnswer.Refusal unknown() {
    return path.size() == 1 && List.of("workflows", "tags", "credentials").contains(path.get(0))
        ? new ApiAnswer.Refusal(405, method + " method not allowed")
        : new ApiAnswer.Refusal(404, "not found");
  }

  /** What a key needs for this, by n8n's names; empty where any key will do. */
  String scope() {
    return switch (route()) {
      case "GET workflows" -> "workflow:list";
      case "GET workflows/:id" -> "workflow:read";
      case "POST workflows" -> "workflow:create";
      case "PUT workflows/:id" -> "workflow:update";
      case "POST workflows/:id/activate" -> "workflow:activate";
      case "POST workflows/:id/deactivate" -> "workflow:deactivate";
      case "POST workflows/:id/archive", "POST workflows/:id/unarchive", "DELETE workflows/:id" ->
          "workflow:delete";
      case "GET workflows/:id/tags" -> "workflowTags:list";
      case "PUT workflows/:id/tags" -> "workflowTags:update";
      case "POST n8n-packages/import" -> "workflow:import";
      case "GET discover" -> "";
      case "GET tags" -> "tag:list";
      case "DELETE tags/:id" -> "tag:delete";
      case "POST tags" -> "tag:create";
      case "GET credentials" -> "credential:list";
      case "POST credentials" -> "credential:create";
      default -> throw unknown();
    };
  }
}
