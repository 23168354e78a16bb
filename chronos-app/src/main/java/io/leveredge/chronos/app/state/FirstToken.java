package io.leveredge.chronos.app.state;

import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The token that exists without anybody having configured one: made at the first start, with every
 * scope, in a file that only its owner may read.
 */
public final class FirstToken {
  private static final System.Logger LOG = System.getLogger(FirstToken.class.getName());
  private static final String FILE = "token";
  private static final int RANDOM_BYTES = 32;

  private final StateFolder state;

  public FirstToken(StateFolder state) {
    this.state = state;
  }

  /** The digest of the token, which is made now unless it is there. */
  public Sha256 digest() {
    Path file = state.at(FILE);
    try {
      if (!Files.exists(file)) {
        state.writePrivate(FILE, random() + "\n");
        LOG.log(System.Logger.Level.INFO, "A token with every scope was written to {0}", file);
      }
      return Sha256.of(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read " + file, failure);
    }
  }

  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "chronos_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
