package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.ComponentSource;
import java.util.Optional;

/**
 * Configuration files: folders and files of this machine.
 *
 * <p>It writes {@code config.tar}, which {@code tar -x -C /} puts back, and {@code
 * config.index.jsonl}, which says what lies where in it, each with the suffix of the codec. What
 * could not be read makes the result partial; what was left out on purpose is in its notes.
 */
public final class ConfigFilesSource implements ComponentSource {
  private final ConfigSettings settings;

  public ConfigFilesSource(ConfigSettings settings) {
    this.settings = settings;
  }

  @Override
  public Component component() {
    return Component.CONFIG;
  }

  /** The sizes of the files, or empty where there are too many to look at within seconds. */
  @Override
  public Optional<ByteCount> estimate() {
    return new SizeEstimate(settings).run();
  }

  @Override
  public ComponentResult capture(Capture capture) {
    return new ConfigCapture(settings, capture).run();
  }

  /** Nothing is ever left behind: files are only read. */
  @Override
  public void release(BackupId id) {}
}
