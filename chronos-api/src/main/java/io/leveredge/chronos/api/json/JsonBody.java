package io.leveredge.chronos.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The body of a request as a JSON object. Stricter than parsers are by default: no duplicate names,
 * no deep nesting, nothing after the object.
 */
public final class JsonBody {
  /** No request of this interface nests deeper than two; some room is left for those to come. */
  private static final int DEEPEST = 16;

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private JsonBody() {}

  /**
   * Reads the object.
   *
   * @param body the bytes, empty where the request has none
   * @throws ChronosException {@code UNSUPPORTED_MEDIA_TYPE} or {@code MALFORMED_REQUEST}
   */
  public static JsonFields read(HttpRequest<?> request, byte[] body) {
    if (body.length == 0) {
      throw malformed("The request has no body; '{}' is the least there can be");
    }
    requireJson(request);
    try (JsonParser parser = STRICT.createParser(body)) {
      if (parser.nextToken() == null) {
        throw malformed("The body is blank; '{}' is the least there can be");
      }
      JsonNode tree = JsonNodeTreeCodec.getInstance().readTree(parser);
      if (!tree.isObject()) {
        throw malformed("The body is JSON, but not an object");
      }
      if (parser.nextToken() != null) {
        throw malformed("Something follows the JSON object");
      }
      return new JsonFields(tree);
    } catch (JsonProcessingException faulty) {
      throw malformed("The body is not JSON: " + where(faulty));
    } catch (IOException impossible) {
      throw new UncheckedIOException("Reading from memory failed", impossible);
    }
  }

  private static void requireJson(HttpRequest<?> request) {
    Optional<String> named = request.getHeaders().findFirst("Content-Type");
    Optional<MediaType> type = named.flatMap(JsonBody::parsed);
    boolean json =
        type.map(it -> it.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)).orElse(false);
    boolean utf8 =
        type.flatMap(MediaType::getCharset).map(StandardCharsets.UTF_8::equals).orElse(true);
    if (!json || !utf8) {
      throw new ChronosException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          named
              .map(it -> "The body is said to be '" + it + "', not 'application/json' in UTF-8")
              .orElse("The request does not say what its body is"));
    }
  }

  private static Optional<MediaType> parsed(String text) {
    try {
      return Optional.of(MediaType.of(text));
    } catch (IllegalArgumentException faulty) {
      return Optional.empty();
    }
  }

  private static String where(JsonProcessingException faulty) {
    String what = String.valueOf(faulty.getOriginalMessage());
    return faulty.getLocation() == null
        ? what
        : "%s (line %d, column %d)"
            .formatted(what, faulty.getLocation().getLineNr(), faulty.getLocation().getColumnNr());
  }

  private static ChronosException malformed(String what) {
    return new ChronosException(ErrorCode.MALFORMED_REQUEST, what);
  }
}
