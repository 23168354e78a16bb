package io.leveredge.chronos.domain.restore;

import java.util.List;

/** What a restore would do. */
public record RestorePlan(RestoreOrder order, List<ComponentPlan> components) {
  public RestorePlan {
    components = List.copyOf(components);
  }

  /** Everything that has to be settled before; empty where the restore may go on. */
  public List<Obstacle> blockers() {
    return components.stream()
        .flatMap(component -> component.obstacles().stream())
        .filter(Obstacle::blocks)
        .toList();
  }
}
