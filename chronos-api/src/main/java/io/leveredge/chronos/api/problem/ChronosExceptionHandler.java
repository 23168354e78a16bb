package io.leveredge.chronos.api.problem;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers the failures that the rest of the program has already understood. */
@Singleton
final class ChronosExceptionHandler implements ExceptionHandler<ChronosException, HttpResponse<?>> {
  @Override
  @SuppressWarnings("rawtypes") // The interface is declared so.
  public HttpResponse<?> handle(HttpRequest request, ChronosException failure) {
    return ProblemAnswers.of(failure);
  }
}
