package io.leveredge.chronos.domain.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The checksums of stored files, in the form that {@code sha256sum -c} reads. */
public final class ChecksumList {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  private ChecksumList() {}

  /** The list of those files, in the order of their names. */
  public static byte[] of(Collection<Artifact> artifacts) {
    return artifacts.stream()
        .sorted(Comparator.comparing(artifact -> artifact.name().value()))
        .map(artifact -> artifact.storedSha256() + "  " + artifact.name() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * In what a list does not tell of each of those files what it ought to, for a person. It may tell
   * of more: files that were stored and that no manifest names.
   */
  public static Optional<String> fault(byte[] list, Collection<Artifact> artifacts) {
    Map<String, String> told = new HashMap<>();
    for (String line : new String(list, StandardCharsets.ISO_8859_1).lines().toList()) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        return Optional.of("A line of it is none that sha256sum reads");
      }
      if (told.put(parts.group(2), parts.group(1)) != null) {
        return Optional.of("It names %s twice".formatted(parts.group(2)));
      }
    }
    return artifacts.stream()
        .sorted(Comparator.comparing(artifact -> artifact.name().value()))
        .filter(
            artifact -> !artifact.storedSha256().hex().equals(told.get(artifact.name().value())))
        .findFirst()
        .map(
            artifact ->
                told.containsKey(artifact.name().value())
                    ? "It has another checksum of %s than the manifest".formatted(artifact.name())
                    : "It does not name %s, which the manifest does".formatted(artifact.name()));
  }
}
