package io.leveredge.chronos.api.openapi;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yml}: the document that the build makes from the controllers. */
@Hidden
@Controller
final class OpenApiController {
  /** Where the build puts it on the class path. */
  static final String RESOURCE = "/META-INF/swagger/openapi.yml";

  private final byte[] document;

  OpenApiController() {
    try (InputStream resource = OpenApiController.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("The build made no " + RESOURCE);
      }
      document = resource.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, unreadable);
    }
  }

  @Get(uri = "/openapi.yml", produces = "application/yaml")
  byte[] document() {
    return document.clone();
  }
}
