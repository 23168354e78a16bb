package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A status and a JSON body. */
record ApiAnswer(int status, String body) {

  static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, body.toString());
  }

  static ApiAnswer created(JsonNode body) {
    return new ApiAnswer(201, body.toString());
  }

  /** As n8n says what is wrong. */
  static ApiAnswer problem(int status, String message) {
    return new ApiAnswer(
        status, JsonNodeFactory.instance.objectNode().put("message", message).toString());
  }

  /** A problem, from wherever it was met. */
  static final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String message) {
      super(message);
      this.status = status;
    }

    ApiAnswer answer() {
      return problem(status, String.valueOf(getMessage()));
    }
  }
}
