package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reading and writing of JSON fields by hand: what is read comes from a disk, so that a missing or
 * odd field is an {@link IllegalArgumentException} that names it, and an unknown one is passed
 * over.
 */
final class Json {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
          .withArrayEmptySeparator("")
          .withObjectEmptySeparator("");
  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter(SEPARATORS)
              .withObjectIndenter(TWO_SPACES)
              .withArrayIndenter(TWO_SPACES));

  private Json() {}

  static JsonNode parse(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (!tree.isObject()) {
        throw new IllegalArgumentException("It is no JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("It is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** For people: indented, with a line break at the end. */
  static String pretty(JsonNode tree) {
    return text(PRETTY, tree);
  }

  /** One line, with a line break at the end. */
  static String line(JsonNode tree) {
    return text(MAPPER.writer(), tree);
  }

  private static String text(ObjectWriter writer, JsonNode tree) {
    try {
      return writer.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A tree of JSON can always be written", impossible);
    }
  }

  static JsonNode field(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  static String text(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + name + "' is no text");
    }
    return value.textValue();
  }

  static Optional<String> optionalText(JsonNode object, String name) {
    return object.hasNonNull(name) ? Optional.of(text(object, name)) : Optional.empty();
  }

  static long number(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("'" + name + "' is no whole number");
    }
    return value.longValue();
  }

  static Instant instant(JsonNode object, String name) {
    try {
      return Instant.parse(text(object, name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + name + "' is no time", e);
    }
  }

  static Optional<Instant> optionalInstant(JsonNode object, String name) {
    return object.hasNonNull(name) ? Optional.of(instant(object, name)) : Optional.empty();
  }

  static boolean flag(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("'" + name + "' is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A code; one that this version lacks must not hide the rest: each version adds some. */
  static ErrorCode code(JsonNode object, String name) {
    String wire = text(object, name);
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.wire().equals(wire))
        .findFirst()
        .orElse(ErrorCode.INTERNAL_ERROR);
  }

  /** A word of a closed list. */
  static <T> T word(JsonNode object, String name, Function<String, Optional<T>> meaning) {
    String word = text(object, name);
    return meaning
        .apply(word)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + name + "' is '" + word + "', unknown here"));
  }

  static <T> List<T> list(JsonNode object, String name, Function<JsonNode, T> element) {
    JsonNode value = field(object, name);
    if (!value.isArray()) {
      throw new IllegalArgumentException("'" + name + "' is no list");
    }
    List<T> elements = new ArrayList<>();
    value.forEach(node -> elements.add(element.apply(node)));
    return elements;
  }

  static List<String> texts(JsonNode object, String name) {
    return list(object, name, JsonNode::asText);
  }

  /** Texts by their names. */
  static Map<String, String> textMap(JsonNode object, String name) {
    JsonNode value = field(object, name);
    if (!value.isObject()) {
      throw new IllegalArgumentException("'" + name + "' is no object");
    }
    Map<String, String> texts = new TreeMap<>();
    value.fieldNames().forEachRemaining(key -> texts.put(key, text(value, key)));
    return texts;
  }

  static JsonNode textObject(Map<String, String> texts) {
    var object = NODES.objectNode();
    texts.forEach(object::put);
    return object;
  }

  static JsonNode textArray(Collection<String> texts) {
    var array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static JsonNode textOrNull(Optional<String> text) {
    return text.<JsonNode>map(NODES::textNode).orElseGet(NODES::nullNode);
  }
}
