package io.leveredge.chronos.api.openapi;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the interface as a whole. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "CHRONOS",
            version = "1",
            description =
                "The backup service an agent calls before it does something it could regret."
                    + " JSON is snake_case, times are UTC, errors are RFC 9457 problem details.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
final class Description {
  private Description() {}
}
