package io.leveredge.chronos.bench.measure;

import java.time.Duration;
import java.util.Locale;

/** Measured values as text, alike on every machine. */
public final class Figures {
  private Figures() {}

  /** Seconds with two decimals: {@code 5.31}. */
  public static String seconds(Duration time) {
    return format("%.2f", time.toNanos() / 1e9);
  }

  /** Milliseconds with two decimals: {@code 3.07}. */
  public static String milliseconds(Duration time) {
    return format("%.2f", time.toNanos() / 1e6);
  }

  /** A factor with two decimals: {@code 1.15 ×}. */
  public static String times(double factor) {
    return format("%.2f ×", factor);
  }

  /** Millions of bytes, as the makers of disks count: {@code 171}. */
  public static String megabytes(long bytes) {
    return format(bytes < 10_000_000 ? "%.1f" : "%.0f", bytes / 1e6);
  }

  private static String format(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
