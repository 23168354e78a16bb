package io.leveredge.chronos.app.restore;

import java.util.Locale;

/** Numbers for a person. */
final class Amounts {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private Amounts() {}

  /** For example {@code 1.2 GB}, of 1000 MB each. */
  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return unit == 0
        ? bytes + " " + UNITS[0]
        : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
