package io.leveredge.chronos.engine.backup;

import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** Decides which components a request means, and refuses one that nothing could come of. */
final class BackupPlan {
  private BackupPlan() {}

  /**
   * @throws ChronosException where the type is not supported yet, does not cover a component that
   *     was named, or nothing that was asked for is configured
   */
  static Set<Component> components(BackupRequest request, ProtectedTarget target) {
    Set<Component> covered = covered(request.type());
    for (Component wanted : request.components()) {
      if (!covered.contains(wanted)) {
        throw new ChronosException(
                ErrorCode.INVALID_FIELD,
                "A backup of type '%s' does not hold the component '%s'"
                    .formatted(request.type().wire(), wanted.wire()))
            .with("field", "components");
      }
    }
    Set<Component> planned = request.components().isEmpty() ? covered : request.components();
    if (planned.stream().noneMatch(component -> target.source(component).isPresent())) {
      throw new ChronosException(
              ErrorCode.NOTHING_CONFIGURED,
              "Target '%s' has none of %s configured"
                  .formatted(
                      target.name(), new TreeSet<>(planned.stream().map(Component::wire).toList())))
          .with("field", request.components().isEmpty() ? "type" : "components");
    }
    return planned;
  }

  private static Set<Component> covered(BackupType type) {
    return switch (type) {
      case FULL -> EnumSet.allOf(Component.class);
      case DATABASE -> EnumSet.of(Component.DATABASE);
      case WORKFLOWS -> EnumSet.of(Component.WORKFLOWS);
      case INCREMENTAL ->
          throw new ChronosException(
                  ErrorCode.NOT_YET_SUPPORTED,
                  "Backups of type '" + type.wire() + "' come with a later version")
              .with("field", "type");
    };
  }
}
