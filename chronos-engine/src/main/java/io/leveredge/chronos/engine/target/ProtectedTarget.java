package io.leveredge.chronos.engine.target;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.restore.ComponentDrill;
import io.leveredge.chronos.ports.restore.ComponentRestorer;
import io.leveredge.chronos.ports.source.ComponentSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is protected as one unit.
 *
 * @param name under which it is kept, on disk and in the catalog; it never changes
 * @param calledAs further names that callers have for it; the first is the one that they are shown
 *     instead of {@code name}
 * @param codec for the artifacts whose codec can be chosen
 * @param sources what is backed up
 * @param restorers what backups are put back into
 * @param drills where it is tried whether they come back, by the server that databases are tried on
 * @param hooks what is to happen before and after its backups
 */
public record ProtectedTarget(
    TargetName name,
    List<String> calledAs,
    Codec codec,
    Map<Component, ComponentSource> sources,
    Map<Component, ComponentRestorer> restorers,
    Map<DrillServer, Map<Component, ComponentDrill>> drills,
    Hooks hooks) {
  private static final Hooks NO_HOOKS = (call, children) -> {};

  public ProtectedTarget {
    calledAs = List.copyOf(calledAs);
    sources = Map.copyOf(sources);
    restorers = Map.copyOf(restorers);
    drills = Map.copyOf(drills);
  }

  /**
   * A target of these sources, each under its own component, that goes by one name, has no hooks
   * and takes nothing back.
   */
  public static ProtectedTarget of(TargetName name, Codec codec, List<ComponentSource> sources) {
    return new ProtectedTarget(
        name,
        List.of(),
        codec,
        byComponent(name, sources, ComponentSource::component),
        Map.of(),
        Map.of(),
        NO_HOOKS);
  }

  private static <T> Map<Component, T> byComponent(
      TargetName name, List<T> each, Function<T, Component> component) {
    Map<Component, T> byComponent = new EnumMap<>(Component.class);
    for (T one : each) {
      if (byComponent.put(component.apply(one), one) != null) {
        throw new IllegalArgumentException(
            "Target " + name + " has two for " + component.apply(one).wire());
      }
    }
    return byComponent;
  }

  /** The same, with further names. */
  public ProtectedTarget calledAs(List<String> names) {
    return new ProtectedTarget(name, names, codec, sources, restorers, drills, hooks);
  }

  /** The same, with other hooks. */
  public ProtectedTarget with(Hooks others) {
    return new ProtectedTarget(name, calledAs, codec, sources, restorers, drills, others);
  }

  /** The same, with these to put backups back and, on the source server, to try it. */
  public ProtectedTarget with(List<ComponentRestorer> back, List<ComponentDrill> trials) {
    return new ProtectedTarget(
        name,
        calledAs,
        codec,
        sources,
        byComponent(name, back, ComponentRestorer::component),
        Map.of(DrillServer.SOURCE, byComponent(name, trials, ComponentDrill::component)),
        hooks);
  }

  /**
   * The same, with these to try backups on that server.
   *
   * @param trials of every component; those that need no server can be the same for each
   */
  public ProtectedTarget drillingOn(DrillServer server, List<ComponentDrill> trials) {
    Map<DrillServer, Map<Component, ComponentDrill>> more = new EnumMap<>(DrillServer.class);
    more.putAll(drills);
    more.put(server, Map.copyOf(byComponent(name, trials, ComponentDrill::component)));
    return new ProtectedTarget(name, calledAs, codec, sources, restorers, more, hooks);
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

  /** What that component is put back into, or empty where the target has none. */
  public Optional<ComponentRestorer> restorer(Component component) {
    return Optional.ofNullable(restorers.get(component));
  }

  /** Where that component is tried, or empty where the target has no such place. */
  public Optional<ComponentDrill> drill(Component component, DrillServer server) {
    return Optional.ofNullable(drills.getOrDefault(server, Map.of()).get(component));
  }

  /** Every place where something is tried, once. */
  public Collection<ComponentDrill> allDrills() {
    return drills.values().stream()
        .flatMap(ofServer -> ofServer.values().stream())
        .distinct()
        .toList();
  }
}
