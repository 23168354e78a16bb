package io.leveredge.chronos.engine.target;

import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.catalog.TargetFilter;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every configured target, by every name it goes by. */
public final class Targets {
  private final Map<TargetName, ProtectedTarget> byName = new TreeMap<>();
  private final Map<String, ProtectedTarget> byAnyName = new TreeMap<>();

  public Targets(Collection<ProtectedTarget> targets) {
    for (ProtectedTarget target : targets) {
      byName.put(target.name(), target);
      learn(target.name().value(), target);
      target.calledAs().stream()
          .filter(name -> !name.equals(target.name().value()))
          .distinct()
          .forEach(name -> learn(name, target));
    }
    if (byName.isEmpty()) {
      throw new IllegalArgumentException("No target is configured");
    }
  }

  private void learn(String name, ProtectedTarget target) {
    ProtectedTarget known = byAnyName.put(name, target);
    if (known != null) {
      throw new IllegalArgumentException("Two targets named " + name);
    }
  }

  public Collection<ProtectedTarget> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The target that is kept under that name. */
  public Optional<ProtectedTarget> find(TargetName name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The target that a request means: the one it names, or {@code default} where it names none.
   * Where there is only one target, a name that is not its own is a word of the caller's for it.
   *
   * @throws ChronosException {@code UNKNOWN_TARGET} where several targets exist and none is meant
   */
  public Resolved resolve(Optional<String> asked) {
    return meant(asked)
        .orElseThrow(
            () ->
                new ChronosException(
                        ErrorCode.UNKNOWN_TARGET,
                        asked
                                .map(name -> "No target is named '" + name + "'")
                                .orElse("A target must be named")
                            + "; there are "
                            + byAnyName.keySet())
                    .with("field", "target"));
  }

  /** What a list is asked for by that name: a target, or a label that some backups carry. */
  public TargetFilter filter(String name) {
    Optional<TargetName> target =
        Optional.ofNullable(byAnyName.get(name))
            .map(ProtectedTarget::name)
            .or(() -> TargetName.parse(name)); // One that was configured once.
    return new TargetFilter(target, Optional.of(name));
  }

  /** The same as {@link #resolve}, or empty where none is meant. */
  public Optional<Resolved> meant(Optional<String> asked) {
    Optional<ProtectedTarget> named =
        Optional.ofNullable(byAnyName.get(asked.orElse(TargetName.DEFAULT.value())));
    if (named.isPresent()) {
      return Optional.of(
          new Resolved(named.get(), asked.isPresent() ? Match.NAMED : Match.UNASKED));
    }
    if (byName.size() == 1) {
      ProtectedTarget only = byName.values().iterator().next();
      return Optional.of(new Resolved(only, asked.isPresent() ? Match.UNMATCHED : Match.UNASKED));
    }
    return Optional.empty();
  }

  /** The name that callers are shown for a target, configured or not. */
  public String shown(TargetName name) {
    return Optional.ofNullable(byName.get(name))
        .map(ProtectedTarget::shownAs)
        .orElseGet(name::value);
  }

  /** A target and how the request came to it. */
  public record Resolved(ProtectedTarget target, Match match) {}

  /** How a request came to its target. */
  public enum Match {
    /** It named none. */
    UNASKED,
    /** It named this one. */
    NAMED,
    /** It named something else, and this is the only one there is. */
    UNMATCHED
  }
}
