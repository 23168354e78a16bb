package io.leveredge.chronos.engine.target;

import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every configured target. */
public final class Targets {
  private final Map<TargetName, ProtectedTarget> byName = new TreeMap<>();

  public Targets(Collection<ProtectedTarget> targets) {
    for (ProtectedTarget target : targets) {
      if (byName.put(target.name(), target) != null) {
        throw new IllegalArgumentException("Two targets named " + target.name());
      }
    }
    if (byName.isEmpty()) {
      throw new IllegalArgumentException("No target is configured");
    }
  }

  public Collection<ProtectedTarget> all() {
    return java.util.Collections.unmodifiableCollection(byName.values());
  }

  /**
   * The target that a request means: the one it names, or {@code default} where it names none.
   * Where there is only one target, a name that is not its own is a word of the caller's for it.
   *
   * @throws ChronosException {@code UNKNOWN_TARGET} where several targets exist and none is meant
   */
  public Resolved resolve(Optional<String> asked) {
    Optional<ProtectedTarget> named =
        TargetName.parse(asked.orElse(TargetName.DEFAULT.value())).map(byName::get);
    if (named.isPresent()) {
      return new Resolved(named.get(), asked.isPresent() ? Match.NAMED : Match.UNASKED);
    }
    if (byName.size() == 1) {
      ProtectedTarget only = byName.values().iterator().next();
      return new Resolved(only, asked.isPresent() ? Match.UNMATCHED : Match.UNASKED);
    }
    throw new ChronosException(
            ErrorCode.UNKNOWN_TARGET,
            asked.map(name -> "No target is named '" + name + "'").orElse("A target must be named")
                + "; there are "
                + byName.keySet())
        .with("field", "target");
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
