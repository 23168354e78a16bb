package io.leveredge.chronos.adapters.n8n;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An element of a list as it came. It is a view of a buffer that the next one overwrites.
 *
 * @param raw the whole object
 * @param values its fields' values by name, as they came
 * @param texts those of its fields that are a text, a number or a truth value, as text
 */
public record RawObject(RawJson raw, Map<String, RawJson> values, Map<String, String> texts) {

  public Optional<String> text(String field) {
    return Optional.ofNullable(texts.get(field));
  }

  public boolean isTrue(String field) {
    return "true".equals(texts.get(field));
  }

  public boolean hasAll(Set<String> fields) {
    return values.keySet().containsAll(fields);
  }

  /** What tells it from the others: its id, or where it has none its bytes. */
  public String identity() {
    return text("id").filter(id -> !id.isBlank()).orElseGet(() -> "sha256:" + raw.digest());
  }
}
