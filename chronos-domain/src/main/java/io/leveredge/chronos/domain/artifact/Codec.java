package io.leveredge.chronos.domain.artifact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an artifact's bytes are stored. */
public enum Codec {
  /** As they are. */
  NONE(""),
  /** RFC 1952, one member a block: any gunzip reads the whole, and each block alone. */
  GZIP(".gz"),
  /** RFC 8878, one frame a block: any zstd reads the whole, and each block alone. */
  ZSTD(".zst");

  private final String suffix;

  Codec(String suffix) {
    this.suffix = suffix;
  }

  /** What an artifact's name ends with. */
  public String suffix() {
    return suffix;
  }

  /** The word in settings and manifests. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Codec> fromWire(String word) {
    return Arrays.stream(values()).filter(codec -> codec.wire().equals(word)).findFirst();
  }
}
