package io.leveredge.chronos.api.problem;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problems as HTTP answers, with the headers that belong to each. */
public final class ProblemAnswers {
  /** The member, in seconds, that also becomes the header {@code Retry-After}. */
  public static final String RETRY_AFTER_SECONDS = "retry_after_seconds";

  // RFC 8631: where a machine-readable description of the service is.
  private static final String DESCRIPTION = "</openapi.yml>; rel=\"service-desc\"";
  private static final String CHALLENGE = "Bearer realm=\"CHRONOS\"";

  private ProblemAnswers() {}

  /** The answer to a failure of the outside world, or to a request that cannot be met. */
  public static MutableHttpResponse<?> of(ChronosException failure) {
    Map<String, Object> more = new LinkedHashMap<>(failure.details());
    more.computeIfPresent(RETRY_AFTER_SECONDS, (name, text) -> Long.valueOf(text.toString()));
    return of(failure.code(), String.valueOf(failure.getMessage()), more);
  }

  /** The answer of that code, with further members. */
  public static MutableHttpResponse<?> of(ErrorCode code, String detail, Map<String, ?> more) {
    return dressed(HttpResponse.status(ProblemTable.status(code)), Problem.of(code, detail, more));
  }

  /** Puts a problem and its headers on an answer whose status is set. */
  static MutableHttpResponse<?> dressed(MutableHttpResponse<?> answer, Problem problem) {
    MutableHttpResponse<?> dressed = answer.body(problem);
    dressed.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    dressed.header(HttpHeaders.LINK, DESCRIPTION);
    if (dressed.code() == HttpStatus.UNAUTHORIZED.getCode()) {
      dressed.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    if (problem.more().get(RETRY_AFTER_SECONDS) instanceof Long seconds) {
      dressed.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    return dressed;
  }
}
