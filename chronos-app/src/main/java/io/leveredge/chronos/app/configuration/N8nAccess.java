package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.adapters.n8n.N8nSettings;
import java.util.Optional;

/** The address and the key of an n8n, which belong together. */
final class N8nAccess {
  private N8nAccess() {}

  static Optional<N8nSettings> read(
      String urlSetting,
      Optional<String> url,
      String keySetting,
      Optional<String> key,
      Faults faults) {
    if (url.isPresent() != key.isPresent()) {
      String set = url.isPresent() ? urlSetting : keySetting;
      String missing = url.isPresent() ? keySetting : urlSetting;
      faults.add(missing, "is not set, and " + set + " is; n8n needs both");
    }
    if (url.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(N8nSettings.of(url.get(), key.get()));
    } catch (IllegalArgumentException unusable) {
      faults.add(urlSetting, String.valueOf(unusable.getMessage()));
      return Optional.empty();
    }
  }
}
