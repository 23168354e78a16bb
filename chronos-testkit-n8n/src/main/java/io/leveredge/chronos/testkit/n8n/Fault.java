package io.leveredge.chronos.testkit.n8n;

import java.time.Duration;
import java.util.Map;

/** What can go wrong with one answer of the fake. */
public sealed interface Fault {

  /** That status with that JSON body, instead of the answer. */
  record Status(int code, Map<String, String> headers, String body) implements Fault {
    public Status {
      headers = Map.copyOf(headers);
    }

    public static Status of(int code) {
      return new Status(
          code, Map.of(), "{\"message\":\"The fake was told to answer " + code + "\"}");
    }

    public Status with(String header, String value) {
      return new Status(code, Map.of(header, value), body);
    }
  }

  /** The answer, so much later. */
  record Slow(Duration by) implements Fault {}

  /** So many bytes of the answer's body, and then nothing for as long as the fake runs. */
  record Hang(long afterBytes) implements Fault {
    /** Not even a status. */
    public static final Hang SILENT = new Hang(-1);
  }

  /** So many bytes of the answer's body, and then the connection is closed. */
  record Cut(long afterBytes) implements Fault {}

  /** A whole HTTP answer whose JSON ends after so many bytes. */
  record Truncated(long toBytes) implements Fault {}

  /** 302 to that place. */
  record Redirect(String location) implements Fault {}

  /** The answer, called something else than JSON. */
  record ContentType(String type) implements Fault {}

  /** A page whose {@code nextCursor} is the cursor that it was asked for with, or a fixed one. */
  record SameCursor() implements Fault {}
}
