package io.leveredge.chronos.domain.artifact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 digest as 64 lower case hexadecimal digits. */
public record Sha256(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Sha256 {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not a SHA-256 digest: '" + hex + "'");
    }
  }

  public static Sha256 of(byte[] bytes) {
    return from(digest(), bytes);
  }

  /** The digest that {@code finished} holds after {@code bytes}; it is reset by this. */
  public static Sha256 from(MessageDigest finished, byte... bytes) {
    return new Sha256(HexFormat.of().formatHex(finished.digest(bytes)));
  }

  /** A fresh SHA-256 computation. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
