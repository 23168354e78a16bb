package io.leveredge.chronos.domain.backup;

import java.util.Optional;
import java.util.regex.Pattern;

/** The shelf and retention class a backup is stored under; a path segment. */
public record Tier(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** On demand, before something destructive, and safety backups. */
  public static final Tier MANUAL = new Tier("manual");

  public static final Tier DAILY = new Tier("daily");
  public static final Tier HOURLY = new Tier("hourly");
  public static final Tier DATABASE = new Tier("database");
  public static final Tier WORKFLOWS = new Tier("workflows");

  public Tier {
    if (!FORM.matcher(name).matches() || name.equals("targets")) {
      throw new IllegalArgumentException("Not the name of a tier: '" + name + "'");
    }
  }

  public static Optional<Tier> parse(String text) {
    return FORM.matcher(text).matches() && !text.equals("targets")
        ? Optional.of(new Tier(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
