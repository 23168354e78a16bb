package io.leveredge.chronos.api.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Looks into answers. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** The member of the outermost object, text as it is and the rest as JSON; or "absent". */
  public static String text(HttpResponse<String> answer, String member) {
    List<String> found = texts(answer.body(), 1, member);
    return found.isEmpty() ? "absent" : found.getFirst();
  }

  /** The members of that name of every object in the list that the outermost object holds. */
  public static List<String> ofEach(HttpResponse<String> answer, String member) {
    return texts(answer.body(), 3, member);
  }

  private static List<String> texts(String json, int depth, String member) {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      int inside = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          inside++;
        } else if (token.isStructEnd()) {
          inside--;
        } else if (token == JsonToken.FIELD_NAME
            && inside == depth
            && parser.currentName().equals(member)) {
          parser.nextToken();
          found.add(current(parser));
        }
      }
    } catch (IOException notJson) {
      throw new UncheckedIOException(json, notJson);
    }
    return found;
  }

  private static String current(JsonParser parser) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return parser.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
