package io.leveredge.chronos.adapters.n8n;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.leveredge.chronos.domain.artifact.ByteCount;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads one page, {@code {"data": [{…}, …], "nextCursor": …}}, as a stream: the parser says where
 * an element begins and ends, and what is handed on are the bytes between, so that numbers, escapes
 * and the order of keys stay as they were. One element is in memory at a time.
 */
public final class PageReader {
  /** Fields whose text is looked at; of others it may be megabytes. */
  private static final Set<String> TOLD = Set.of("id", "name", "type", "active", "isArchived");

  // Its own limits guard what is taken into memory as text; what is passed along here has no other
  // limit than that of the element. Deep ones are passed along: nothing here recurses.
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100_000)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Consumer<RawObject> visitor;
  private final ByteCount largestElement;

  public PageReader(Consumer<RawObject> visitor, ByteCount largestElement) {
    this.visitor = visitor;
    this.largestElement = largestElement;
  }

  /**
   * Hands every element to the visitor, in order, and reads to the end.
   *
   * @return the cursor of the next page, or empty at the end of the list
   */
  Optional<String> read(InputStream body) throws IOException {
    Window window = new Window(body, largestElement.value());
    try (JsonParser parser = JSON.createParser(window)) {
      Optional<String> next = Optional.empty();
      boolean seen = false;
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "a page");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("data")) {
          expect(parser, value, JsonToken.START_ARRAY, "its 'data'");
          elements(parser, window);
          seen = true;
        } else if (field.equals("nextCursor") && value == JsonToken.VALUE_STRING) {
          next = Optional.of(parser.getText()).filter(cursor -> !cursor.isEmpty());
        } else {
          parser.skipChildren();
        }
      }
      if (!seen || parser.nextToken() != null) {
        throw new JsonParseException(parser, seen ? "something follows the page" : "no 'data'");
      }
      return next;
    }
  }

  /** The same of a bare array, as an export is stored: {@code [{…}, …]} and nothing else. */
  public void readArray(InputStream stored) throws IOException {
    Window window = new Window(stored, largestElement.value());
    try (JsonParser parser = JSON.createParser(window)) {
      expect(parser, parser.nextToken(), JsonToken.START_ARRAY, "the whole");
      elements(parser, window);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the array");
      }
    }
  }

  private void elements(JsonParser parser, Window window) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      expect(parser, token, JsonToken.START_OBJECT, "an element");
      long from = begin(parser);
      window.forgetBefore(from);
      Map<String, long[]> places = new HashMap<>();
      Map<String, String> texts = new HashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        long begin = begin(parser);
        if (TOLD.contains(field) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          texts.put(field, parser.getText());
        } else {
          parser.skipChildren();
          parser.finishToken();
        }
        places.put(field, new long[] {begin, end(parser)});
      }
      RawJson raw = window.between(from, end(parser));
      Map<String, RawJson> values = new HashMap<>();
      places.forEach((field, place) -> values.put(field, window.between(place[0], place[1])));
      visitor.accept(new RawObject(raw, values, texts));
    }
  }

  private static long begin(JsonParser parser) {
    return parser.currentTokenLocation().getByteOffset();
  }

  private static long end(JsonParser parser) {
    return parser.currentLocation().getByteOffset();
  }

  private static void expect(JsonParser parser, JsonToken found, JsonToken wanted, String what)
      throws IOException {
    if (found != wanted) {
      throw new JsonParseException(parser, "%s is %s".formatted(what, found));
    }
  }
}
