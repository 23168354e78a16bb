package io.leveredge.chronos.domain.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one backup: UTC time to the millisecond, then 50 random bits, for example {@code
 * 20260119T143005123Z-7f3k9c2bqd}.
 *
 * <p>Safe as a path segment, at most 63 bytes with the {@code chronos-} prefix that database
 * sessions carry, and ordered: the text order is the time order.
 */
public record BackupId(String value) implements Comparable<BackupId> {
  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-hjkmnp-tv-z]{10}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int RANDOM_CHARACTERS = 10;

  public BackupId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a backup id: '" + value + "'");
    }
  }

  /**
   * An id for that instant, cut to the millisecond; the low 50 bits of {@code random} make it
   * unique.
   */
  public static BackupId of(Instant at, long random) {
    StringBuilder id = new StringBuilder(TIME.format(at)).append('-');
    for (int shift = (RANDOM_CHARACTERS - 1) * 5; shift >= 0; shift -= 5) {
      id.append(CROCKFORD.charAt((int) (random >>> shift) & 31));
    }
    return new BackupId(id.toString());
  }

  /** The id a text names, or empty where no id has that form. */
  public static Optional<BackupId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new BackupId(text)) : Optional.empty();
  }

  /** The instant within the id, to the millisecond. */
  public Instant instant() {
    return TIME.parse(value.substring(0, value.indexOf('-')), Instant::from);
  }

  @Override
  public int compareTo(BackupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
