package io.leveredge.chronos.testkit.n8n;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may do what. */
final class FakeKeys {
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
    Set<String> scopes = key.equals(owners) ? Set.of(scope) : scopesByKey.get(key);
    if (scopes == null) {
      throw new ApiAnswer.Refusal(
          401, version == N8nVersion.V2_8_4 ? "unauthorized" : "Unauthorized");
    }
    if (version.enforcesScopes() && !scopes.contains(scope)) {
      throw new ApiAnswer.Refusal(403, "Forbidden");
    }
  }
}
