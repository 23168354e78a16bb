package io.leveredge.chronos.api.server;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The limits that this interface needs, whatever the application's settings say of the server: no
 * request is larger than any call takes, and a caller may wait for a backup for as long as one can
 * take. Micronaut's own limits are 10 MB and five minutes without a byte.
 */
@Singleton
final class ServerLimits implements BeanCreatedEventListener<HttpServerConfiguration> {
  static final long LARGEST_REQUEST = 64 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  @Override
  public HttpServerConfiguration onCreated(BeanCreatedEvent<HttpServerConfiguration> event) {
    HttpServerConfiguration server = event.getBean();
    server.setMaxRequestSize(LARGEST_REQUEST);
    server.setIdleTimeout(LONGEST_WAIT);
    server.setReadIdleTimeout(LONGEST_WAIT);
    server.setWriteIdleTimeout(LONGEST_WAIT);
    return server;
  }
}
