package io.leveredge.chronos.ports.catalog;

import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.TargetName;
import java.util.Optional;

/**
 * Whose backups to list: those of a target, and those that carry a label. Where only one target
 * exists, a caller's own name for it is kept as a label, and another caller may look for that.
 *
 * @param target the target that the name means, if it means one
 * @param label the name as it was written
 */
public record TargetFilter(Optional<TargetName> target, Optional<String> label) {
  public TargetFilter {
    if (target.isEmpty() && label.isEmpty()) {
      throw new IllegalArgumentException("A filter for neither a target nor a label");
    }
  }

  public static TargetFilter of(TargetName target) {
    return new TargetFilter(Optional.of(target), Optional.empty());
  }

  boolean matches(BackupOrder order) {
    return target.filter(order.target()::equals).isPresent()
        || label.filter(order.labels()::contains).isPresent();
  }
}
