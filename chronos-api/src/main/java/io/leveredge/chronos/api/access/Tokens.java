package io.leveredge.chronos.api.access;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Every token there is. */
public final class Tokens {
  private final List<Token> tokens;

  public Tokens(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /**
   * Who presents that token. Takes the same time wherever a wrong one differs, and goes through all
   * of them always.
   */
  public Optional<Principal> holder(String presented) {
    byte[] digest = bytes(Sha256.of(presented.getBytes(StandardCharsets.UTF_8)));
    Optional<Principal> holder = Optional.empty();
    for (Token token : tokens) {
      if (MessageDigest.isEqual(digest, bytes(token.digest()))) {
        holder = Optional.of(token.principal());
      }
    }
    return holder;
  }

  private static byte[] bytes(Sha256 digest) {
    return digest.hex().getBytes(StandardCharsets.US_ASCII);
  }
}
