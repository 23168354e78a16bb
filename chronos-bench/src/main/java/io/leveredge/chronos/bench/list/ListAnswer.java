package io.leveredge.chronos.bench.list;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What matters of an answer of {@code GET /backups}.
 *
 * @param nextCursor of the page that follows; empty on the last one
 */
record ListAnswer(int count, String nextCursor) {

  static ListAnswer of(JsonNode answer) {
    return new ListAnswer(answer.path("count").asInt(), answer.path("next_cursor").asText(""));
  }
}
