package io.leveredge.chronos.domain.backup;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of what is protected as one unit; a path segment. */
public record TargetName(String value) implements Comparable<TargetName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /** The target that the environment variables define. */
  public static final TargetName DEFAULT = new TargetName("default");

  public TargetName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not a target name: '"
              + value
              + "' (lower case letters, digits, '_' and '-', at most 63)");
    }
  }

  public static Optional<TargetName> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new TargetName(text)) : Optional.empty();
  }

  @Override
  public int compareTo(TargetName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
