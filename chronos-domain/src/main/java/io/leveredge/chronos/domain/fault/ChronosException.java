package io.leveredge.chronos.domain.fault;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The outside world failed, or a request cannot be met. Made where the failure was met, so that no
 * driver's or SDK's exception type travels further.
 *
 * <p>The message is for callers and logs: what happened, with names and numbers, and never a
 * secret.
 */
public final class ChronosException extends RuntimeException {
  private final ErrorCode code;
  private final Map<String, String> details;

  public ChronosException(ErrorCode code, String message) {
    this(code, message, Map.of(), Optional.empty());
  }

  public ChronosException(ErrorCode code, String message, Throwable cause) {
    this(code, message, Map.of(), Optional.of(cause));
  }

  private ChronosException(
      ErrorCode code, String message, Map<String, String> details, Optional<Throwable> cause) {
    super(message, cause.orElse(null));
    this.code = code;
    this.details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** The same, naming one more thing a program may act on, for example {@code field}. */
  public ChronosException with(String name, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    ChronosException copy =
        new ChronosException(
            code, String.valueOf(getMessage()), more, Optional.ofNullable(getCause()));
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  public ErrorCode code() {
    return code;
  }

  /** By name: {@code field}, {@code backup_id}, {@code target}, {@code retry_after_seconds}. */
  public Map<String, String> details() {
    return details;
  }
}
