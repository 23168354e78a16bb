package io.leveredge.chronos.engine.target;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.source.ComponentSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is protected as one unit.
 *
 * @param name under which it is kept, on disk and in the catalog; it never changes
 * @param calledAs further names that callers have for it; the first is the one that they are shown
 *     instead of {@code name}
 * @param codec for the artifacts whose codec can be chosen
 * @param hooks what is to happen before and after its backups
 */
public record ProtectedTarget(
    TargetName name,
    List<String> calledAs,
    Codec codec,
    Map<Component, ComponentSource> sources,
    Hooks hooks) {
  private static final Hooks NO_HOOKS = (call, children) -> {};

  public ProtectedTarget {
    calledAs = List.copyOf(calledAs);
    sources = Map.copyOf(sources);
  }

  /**
   * A target of these sources, each under its own component, that goes by one name and has no
   * hooks.
   */
  public static ProtectedTarget of(TargetName name, Codec codec, List<ComponentSource> sources) {
    Map<Component, ComponentSource> byComponent = new EnumMap<>(Component.class);
    for (ComponentSource source : sources) {
      if (byComponent.put(source.component(), source) != null) {
        throw new IllegalArgumentException(
            "Target " + name + " has two sources for " + source.component().wire());
      }
    }
    return new ProtectedTarget(name, List.of(), codec, byComponent, NO_HOOKS);
  }

  /** The same, with further names. */
  public ProtectedTarget calledAs(List<String> names) {
    return new ProtectedTarget(name, names, codec, sources, hooks);
  }

  /** The same, with other hooks. */
  public ProtectedTarget with(Hooks others) {
    return new ProtectedTarget(name, calledAs, codec, sources, others);
  }

  /** The name that callers are shown. */
  public String shownAs() {
    return calledAs.isEmpty() ? name.value() : calledAs.getFirst();
  }

  public boolean has(Component component) {
    return sources.containsKey(component);
  }

  /** The source of that component, or empty where the target has none. */
  public Optional<ComponentSource> source(Component component) {
    return Optional.ofNullable(sources.get(component));
  }
}
