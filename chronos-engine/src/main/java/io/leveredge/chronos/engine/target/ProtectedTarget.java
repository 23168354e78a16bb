package io.leveredge.chronos.engine.target;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.source.ComponentSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is protected as one unit.
 *
 * @param codec for the artifacts whose codec can be chosen
 */
public record ProtectedTarget(
    TargetName name, Codec codec, Map<Component, ComponentSource> sources) {
  public ProtectedTarget {
    sources = Map.copyOf(sources);
  }

  /** A target of these sources, each under its own component. */
  public static ProtectedTarget of(TargetName name, Codec codec, List<ComponentSource> sources) {
    Map<Component, ComponentSource> byComponent = new EnumMap<>(Component.class);
    for (ComponentSource source : sources) {
      if (byComponent.put(source.component(), source) != null) {
        throw new IllegalArgumentException(
            "Target " + name + " has two sources for " + source.component().wire());
      }
    }
    return new ProtectedTarget(name, codec, byComponent);
  }

  /** The source of that component, or empty where the target has none. */
  public Optional<ComponentSource> source(Component component) {
    return Optional.ofNullable(sources.get(component));
  }
}
