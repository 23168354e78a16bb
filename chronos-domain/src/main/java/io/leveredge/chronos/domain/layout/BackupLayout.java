package io.leveredge.chronos.domain.layout;

import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The names of backup directories, relative to the backup directory. Times are UTC. */
public final class BackupLayout {
  private static final DateTimeFormatter DAY = utc("yyyy-MM-dd");
  private static final DateTimeFormatter HOUR = utc("yyyy-MM-dd'T'HH");
  private static final DateTimeFormatter SECOND = utc("yyyy-MM-dd'T'HHmmss'Z'");

  private BackupLayout() {}

  /**
   * The names a backup may have, the most wanted first: the day or hour for scheduled shelves, then
   * the full timestamp, then that with the backup's id, which nobody else can have.
   */
  public static List<String> candidates(BackupOrder order) {
    String shelf = shelf(order.target(), order.tier());
    String second = SECOND.format(order.createdAt());
    String unique = shelf + "/" + second + "-" + order.id();
    String preferred = preferred(order.tier(), order.createdAt());
    return preferred.equals(second)
        ? List.of(shelf + "/" + second, unique)
        : List.of(shelf + "/" + preferred, shelf + "/" + second, unique);
  }

  /** The folder of one target's tier. */
  public static String shelf(TargetName target, Tier tier) {
    return target.equals(TargetName.DEFAULT)
        ? tier.name()
        : "targets/" + target + "/" + tier.name();
  }

  private static String preferred(Tier tier, Instant at) {
    if (tier.equals(Tier.DAILY)) {
      return DAY.format(at);
    }
    return (tier.equals(Tier.HOURLY) ? HOUR : SECOND).format(at);
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
