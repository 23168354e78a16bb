package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try that came to nothing; never leaves this package. */
final class Failure extends RuntimeException {
  private final ErrorCode code;
  private final transient Optional<Duration> pause;

  /**
   * @param pause that n8n asked for
   */
  Failure(ErrorCode code, String message, Optional<Duration> pause, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.pause = pause;
  }

  boolean worthAnotherTry() {
    return code.retryable();
  }

  Optional<Duration> pause() {
    return pause;
  }

  /** As the world hears it, after so many tries. */
  ChronosException told(int attempts) {
    String message = getMessage() + (attempts == 1 ? "" : ", at attempt " + attempts);
    return getCause() == null
        ? new ChronosException(code, message)
        : new ChronosException(code, message, getCause());
  }
}
