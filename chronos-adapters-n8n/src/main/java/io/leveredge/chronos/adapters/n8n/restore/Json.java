package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/** JSON as trees, one workflow at a time, and what two of them have in common. */
final class Json {
  /** As deep as Jackson's own limit; n8n's editor makes nothing near it. */
  private static final int DEEPEST = 1000;

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  static JsonNode parse(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  /** An object; one without fields where it is something else. */
  static ObjectNode object(byte[] json) throws IOException {
    return parse(json) instanceof ObjectNode object ? object : NODES.objectNode();
  }

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("A tree in memory is written to memory", impossible);
    }
  }

  /** Equal for two values that mean the same: the order of an object's keys does not matter. */
  static String digest(JsonNode json) {
    MessageDigest digest = Sha256.digest();
    add(json, digest);
    return Sha256.from(digest).hex();
  }

  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(other) || digest(one).equals(digest(other));
  }

  private static void add(JsonNode json, MessageDigest digest) {
    if (json.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      add('{', fields.size(), digest);
      fields.forEach(
          (name, value) -> {
            add('k', name, digest);
            add(value, digest);
          });
    } else if (json.isArray()) {
      add('[', json.size(), digest);
      json.forEach(element -> add(element, digest));
    } else if (json.isNumber()) {
      // n8n itself has no other numbers than these (ECMAScript, Number).
      add('n', Double.toString(json.doubleValue()), digest);
    } else {
      add(json.isTextual() ? '"' : 'l', json.asText(), digest);
    }
  }

  private static void add(char kind, String text, MessageDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(kind, bytes.length, digest);
    digest.update(bytes);
  }

  private static void add(char kind, int length, MessageDigest digest) {
    digest.update(ByteBuffer.allocate(6).putChar(kind).putInt(length).array());
  }
}
