package io.leveredge.chronos.domain.artifact;

import java.util.regex.Pattern;

/** The file name of an artifact, or of what lies beside the artifacts; a path segment. */
public record ArtifactName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9]+)+");

  /** That of the list of checksums, which has its name from those who made {@code sha256sum}. */
  public static final ArtifactName CHECKSUMS = new ArtifactName("SHA256SUMS");

  public ArtifactName {
    if (!FORM.matcher(value).matches() && !value.equals("SHA256SUMS")) {
      throw new IllegalArgumentException("Not the name of an artifact: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
