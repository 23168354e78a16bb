package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A component that is a map of names to contents, neither with tabs or line breaks. As a source it
 * backs itself up into one artifact, a line for each name; a {@link ScriptedRestorer} puts it back.
 */
public final class ScriptedState implements ComponentSource {
  private final Component component;
  private NavigableMap<String, String> contents = new TreeMap<>();

  public ScriptedState(Component component) {
    this.component = component;
  }

  /** From now on that name has that content. */
  public synchronized ScriptedState put(String name, String content) {
    contents.put(name, content);
    return this;
  }

  /** From now on there is nothing of that name. */
  public synchronized void remove(String name) {
    contents.remove(name);
  }

  /** What there is now. */
  public synchronized NavigableMap<String, String> contents() {
    return new TreeMap<>(contents);
  }

  synchronized void replace(Map<String, String> others) {
    contents = new TreeMap<>(others);
  }

  /**
   * What the first artifact of that component holds. A line without a tab is a name without
   * content, so that the backups of other scripted sources can be put back as well.
   */
  static NavigableMap<String, String> of(Component component, PublishedBackup backup) {
    Artifact artifact =
        backup.manifest().components().stream()
            .filter(result -> result.component() == component)
            .flatMap(result -> result.artifacts().stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new ChronosException(
                        ErrorCode.BACKUP_NOT_RESTORABLE, backup.id() + " holds no " + component));
    NavigableMap<String, String> held = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                backup.artifact(artifact.name()).plain(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        held.put(tab < 0 ? line : line.substring(0, tab), line.substring(tab + 1));
      }
    } catch (IOException broken) {
      throw new ChronosException(ErrorCode.BACKUP_CORRUPT, artifact.name() + " is damaged", broken);
    }
    return held;
  }

  @Override
  public Component component() {
    return component;
  }

  @Override
  public Optional<ByteCount> estimate() {
    return Optional.empty();
  }

  @Override
  public ComponentResult capture(Capture capture) {
    byte[] lines =
        contents().entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    ArtifactName name = new ArtifactName(component.wire() + ".txt" + capture.codec().suffix());
    try (ArtifactSink sink = capture.staging().artifact(name, capture.codec())) {
      sink.write(lines, 0, lines.length);
      capture.progress().read(lines.length);
      return new ComponentResult(
          component,
          ComponentResult.State.COMPLETED,
          List.of(sink.finish().artifact()),
          List.of(),
          List.of(),
          Map.of());
    }
  }

  @Override
  public void release(BackupId id) {}
}
