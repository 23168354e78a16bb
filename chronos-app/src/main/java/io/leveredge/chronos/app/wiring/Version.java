package io.leveredge.chronos.app.wiring;

import java.util.Optional;

/** The version of this program, as the build wrote it into the jar's manifest. */
public record Version(String text) {

  /** That of the jar this class was loaded from; outside a jar, {@code development}. */
  public static Version ofThisProgram() {
    return new Version(
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development"));
  }
}
