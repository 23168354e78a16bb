package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of {@code facts.jsonl}: JSON objects with {@code kind}, {@code at}, {@code by} and
 * {@code details}, which every later version keeps to, whatever kinds and details it adds.
 */
public final class FactJson {
  private FactJson() {}

  /** A line with its line break. */
  public static String write(Fact fact) {
    var object = Json.NODES.objectNode();
    object.put("kind", fact.kind().wire());
    object.put("at", fact.at().toString());
    object.put("by", fact.by());
    var details = object.putObject("details");
    fact.details().forEach(details::put);
    return Json.line(object);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is no fact, for example because its writer died in the
   *     middle of it
   */
  public static Fact read(String line) {
    JsonNode object = Json.parse(line);
    return new Fact(
        new FactKind(Json.text(object, "kind")),
        Json.instant(object, "at"),
        Json.text(object, "by"),
        readDetails(object.path("details")));
  }

  /** What a later version may write otherwise than as a text is shown as it stands there. */
  private static Map<String, String> readDetails(JsonNode from) {
    Map<String, String> details = new TreeMap<>();
    from.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              details.put(field.getKey(), value.isTextual() ? value.textValue() : value.toString());
            });
    return details;
  }
}
