package io.leveredge.chronos.domain.artifact;

import java.util.regex.Pattern;

/** The file name of an artifact; a path segment. */
public record ArtifactName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9]+)+");

  public ArtifactName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not the name of an artifact: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
