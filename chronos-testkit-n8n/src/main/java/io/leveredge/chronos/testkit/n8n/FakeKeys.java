package io.leveredge.chronos.testkit.n8n;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may do what. */
final class FakeKeys {
  /** Those that matter here, of the ninety that a key of 2.41.1 may have. */
  private static final Set<String> ALL =
      Set.of(
          "workflow:list",
          "workflow:read",
          "workflow:create",
          "workflow:update",
          "workflow:delete",
          "workflow:activate",
          "workflow:deactivate",
          "workflow:import",
          "workflowTags:list",
          "workflowTags:update",
          "tag:list",
          "tag:create",
          "tag:delete",
          "credential:list",
          "credential:create");

  private final N8nVersion version;
  private final String owners;
  private final Map<String, Set<String>> scopesByKey = new ConcurrentHashMap<>();

  FakeKeys(N8nVersion version, String owners) {
    this.version = version;
    this.owners = owners;
  }

  String owners() {
    return owners;
  }

  String create(Set<String> scopes) {
    String key = "key-" + (scopesByKey.size() + 1) + "-of-the-fake-n8n";
    scopesByKey.put(key, scopes);
    return key;
  }

  /**
   * @throws ApiAnswer.Refusal unless the key may do that
   */
  void check(@Nullable String key, String scope) {
    if (key == null) {
      throw new ApiAnswer.Refusal(
          401, version == N8nVersion.V2_8_4 ? "'X-N8N-API-KEY' header required" : "Unauthorized");
    }
    Set<String> scopes = scopes(key);
    if (scopes.isEmpty()) {
      throw new ApiAnswer.Refusal(
          401, version == N8nVersion.V2_8_4 ? "unauthorized" : "Unauthorized");
    }
    if (version.enforcesScopes() && !scope.isEmpty() && !scopes.contains(scope)) {
      throw new ApiAnswer.Refusal(403, "Forbidden");
    }
  }

  /** Empty where there is no such key. */
  Set<String> scopes(@Nullable String key) {
    if (key == null) {
      return Set.of();
    }
    return key.equals(owners) ? ALL : scopesByKey.getOrDefault(key, Set.of());
  }
}
