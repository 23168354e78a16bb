package io.leveredge.chronos.api.problem;

import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers what the HTTP server itself refuses or trips over, so that no answer is in another form.
 * Nothing of an unexpected exception reaches the caller but a name under which the log has it.
 */
@Singleton
final class FrameworkErrors implements ErrorResponseProcessor<Object> {
  private static final System.Logger LOG = System.getLogger(FrameworkErrors.class.getName());

  @Override
  @SuppressWarnings("unchecked") // The body's type is ours to choose; callers ignore it.
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> answer) {
    MutableHttpResponse<?> dressed =
        ProblemAnswers.dressed(answer, problem(context, answer.code()));
    return (MutableHttpResponse<Object>)
        (context.getRequest().getMethod() == HttpMethod.HEAD ? dressed.body(null) : dressed);
  }

  private static Problem problem(ErrorContext context, int status) {
    HttpRequest<?> request = context.getRequest();
    return switch (status) {
      case 404 ->
          plain(
              ErrorCode.NO_SUCH_ENDPOINT,
              status,
              "%s %s is not served".formatted(request.getMethodName(), request.getPath()));
      case 405 ->
          plain(
              ErrorCode.METHOD_NOT_ALLOWED,
              status,
              "%s does not take %s".formatted(request.getPath(), request.getMethodName()));
      case 413 ->
          plain(ErrorCode.BODY_TOO_LARGE, status, "The request is larger than this service takes");
      case 415 ->
          plain(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              status,
              "The body is of type '%s'"
                  .formatted(request.getHeaders().findFirst("Content-Type").orElse("unknown")));
      default ->
          status < 500
              ? plain(
                  ErrorCode.MALFORMED_REQUEST,
                  status,
                  "The request cannot be read: its address, its headers or its framing are faulty")
              : unexpected(context, status);
    };
  }

  private static Problem plain(ErrorCode code, int status, String detail) {
    return Problem.of(code, status, detail, Optional.empty(), Map.of());
  }

  private static Problem unexpected(ErrorContext context, int status) {
    String instance = UUID.randomUUID().toString();
    HttpRequest<?> request = context.getRequest();
    LOG.log(
        System.Logger.Level.ERROR,
        LogText.escaped(
            "%s %s failed unexpectedly, instance %s"
                .formatted(request.getMethodName(), request.getPath(), instance)),
        context.getRootCause().orElse(null));
    return Problem.of(
        ErrorCode.INTERNAL_ERROR,
        status,
        "The call failed unexpectedly; the log has it as " + instance,
        Optional.of("urn:uuid:" + instance),
        Map.of());
  }
}
