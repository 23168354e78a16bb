package io.leveredge.chronos.domain.backup;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ByteCount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a backup holds of one component.
 *
 * @param missing what could not be read; empty unless the state is {@link State#PARTIAL}
 * @param notes what a person should know and what makes the backup no less whole, for example that
 *     the contents of materialized views are not in a dump
 * @param facts what a restore will want to know about the source, by stable names such as {@code
 *     server_version}; sorted by name
 */
public record ComponentResult(
    Component component,
    State state,
    List<Artifact> artifacts,
    List<String> missing,
    List<String> notes,
    Map<String, String> facts) {

  /** How whole the component is. */
  public enum State {
    COMPLETED,
    PARTIAL,
    /** Asked for, but the target has none. There is no artifact. */
    NOT_CONFIGURED
  }

  public ComponentResult {
    artifacts = List.copyOf(artifacts);
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
    facts = java.util.Collections.unmodifiableMap(new TreeMap<>(facts));
    if (state == State.NOT_CONFIGURED && !artifacts.isEmpty()) {
      throw new IllegalArgumentException(component + " is not configured but has artifacts");
    }
    if (state == State.PARTIAL == missing.isEmpty()) {
      throw new IllegalArgumentException(
          component + " is " + state + " with " + missing.size() + " missing parts");
    }
  }

  public static ComponentResult notConfigured(Component component) {
    return new ComponentResult(
        component, State.NOT_CONFIGURED, List.of(), List.of(), List.of(), Map.of());
  }

  /** The same, with one more thing that a person should know. */
  public ComponentResult noting(String note) {
    List<String> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
    return new ComponentResult(component, state, artifacts, missing, more, facts);
  }

  /** What the artifacts take on disk. */
  public ByteCount size() {
    return artifacts.stream().map(Artifact::storedBytes).reduce(ByteCount.ZERO, ByteCount::plus);
  }
}
