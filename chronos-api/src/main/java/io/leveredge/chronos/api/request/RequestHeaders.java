package io.leveredge.chronos.api.request;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the headers of {@code POST /backup} say. */
public final class RequestHeaders {
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  public static final String PREFER = "Prefer";
  public static final String RESPOND_ASYNC = "respond-async";

  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private RequestHeaders() {}

  /** Whether the caller would rather not wait: RFC 7240, section 4.1. */
  public static boolean prefersAsync(HttpHeaders headers) {
    return headers.getAll(PREFER).stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(preference -> preference.split(";", 2)[0].strip())
        .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
  }

  /**
   * The key under which the same request may come again.
   *
   * @throws ChronosException {@code INVALID_FIELD} where it is no such key
   */
  public static Optional<String> idempotencyKey(HttpHeaders headers) {
    List<String> all = headers.getAll(IDEMPOTENCY_KEY);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (all.size() > 1 || !KEY.matcher(all.getFirst()).matches()) {
      throw new ChronosException(
              ErrorCode.INVALID_FIELD,
              "The header Idempotency-Key must come once, with 1 to 255 printable ASCII characters")
          .with("field", IDEMPOTENCY_KEY);
    }
    return Optional.of(all.getFirst());
  }
}
