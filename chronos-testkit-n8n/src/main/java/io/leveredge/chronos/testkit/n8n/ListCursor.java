package io.leveredge.chronos.testkit.n8n;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on: n8n pages by offset, so that a deletion among what was listed already moves
 * one of the rest out of sight.
 */
record ListCursor(int limit, int offset) {
  private static final Pattern FORM = Pattern.compile("\\{\"limit\":(\\d+),\"offset\":(\\d+)}");

  static ListCursor parse(String text) {
    try {
      String json = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      Matcher form = FORM.matcher(json);
      if (form.matches()) {
        return new ListCursor(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
      }
    } catch (IllegalArgumentException notBase64) {
      // It is no cursor either way.
    }
    throw new ApiAnswer.Refusal(400, "An invalid cursor was provided");
  }

  ListCursor next() {
    return new ListCursor(limit, offset + limit);
  }

  String text() {
    String json = "{\"limit\":%d,\"offset\":%d}".formatted(limit, offset);
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
