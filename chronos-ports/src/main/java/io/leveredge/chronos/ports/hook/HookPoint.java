package io.leveredge.chronos.ports.hook;

import io.leveredge.chronos.domain.backup.Component;
import java.util.Locale;
import java.util.Optional;

/**
 * Where in a backup a hook has its place.
 *
 * @param component around whose capture, or empty around the whole backup
 */
public record HookPoint(Moment moment, Optional<Component> component) {

  /** On which side of it. */
  public enum Moment {
    BEFORE,
    AFTER
  }

  /** Before or after the whole backup. */
  public static HookPoint ofBackup(Moment moment) {
    return new HookPoint(moment, Optional.empty());
  }

  /** Before or after the capture of one component. */
  public static HookPoint of(Moment moment, Component component) {
    return new HookPoint(moment, Optional.of(component));
  }

  /** For example {@code before-backup} or {@code after-database}. */
  public String wire() {
    return moment.name().toLowerCase(Locale.ROOT)
        + "-"
        + component.map(Component::wire).orElse("backup");
  }

  @Override
  public String toString() {
    return wire();
  }
}
