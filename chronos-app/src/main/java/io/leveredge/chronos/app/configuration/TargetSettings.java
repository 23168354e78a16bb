package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.adapters.os.hook.HookCommands;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One target; at least one of its parts is there.
 *
 * @param calledAs further names; the first is the one that callers are shown
 * @param database what to dump; of the default target, empty may mean the embedded server's
 */
public record TargetSettings(
    TargetName name,
    List<String> calledAs,
    Codec codec,
    Optional<Database> database,
    Optional<N8nSettings> n8n,
    Optional<Files> files,
    HookCommands hooks) {
  public TargetSettings {
    calledAs = List.copyOf(calledAs);
  }

  /** A database, and how it is dumped. */
  public record Database(DatabaseUrl url, DumpOptions options) {}

  /**
   * How a database is dumped.
   *
   * @param excludedSchemas names of schemas left out of the dump; {@code *} stands for any
   *     characters
   * @param noOwner leaves ownership out, for servers where its roles cannot be made
   * @param noAcl leaves grants out
   * @param lockWait how long the dump waits for a locked table
   */
  public record DumpOptions(
      List<String> excludedSchemas, boolean noOwner, boolean noAcl, Duration lockWait) {
    public DumpOptions {
      excludedSchemas = List.copyOf(excludedSchemas);
    }
  }

  /** Configuration files: what is read, and what of it is left out. */
  public record Files(List<Path> roots, List<String> excludes) {
    public Files {
      roots = List.copyOf(roots);
      excludes = List.copyOf(excludes);
    }
  }

  /**
   * Whether it has that component, or as the default target may get it from the embedded server.
   */
  boolean mayHave(Component component) {
    return switch (component) {
      case DATABASE -> database.isPresent() || name.equals(TargetName.DEFAULT);
      case WORKFLOWS -> n8n.isPresent();
      case CONFIG -> files.isPresent();
    };
  }

  boolean isEmpty() {
    return database.isEmpty() && n8n.isEmpty() && files.isEmpty();
  }

  TargetSettings with(Database other) {
    return new TargetSettings(name, calledAs, codec, Optional.of(other), n8n, files, hooks);
  }
}
