package io.leveredge.chronos.domain.backup;

import io.leveredge.chronos.domain.artifact.Sha256;

/**
 * A caller's {@code Idempotency-Key} and a digest of the request it came with: the same key with
 * the same request is the same job, with another request it is a mistake.
 */
public record Idempotency(String key, Sha256 request) {
  private static final int LONGEST = 255;

  public Idempotency {
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new IllegalArgumentException("An idempotency key has 1 to 255 characters");
    }
  }
}
