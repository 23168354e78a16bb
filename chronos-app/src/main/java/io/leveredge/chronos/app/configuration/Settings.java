package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything the operator can say, checked.
 *
 * @param state where the service keeps what is not a backup: tokens, the embedded server's data
 * @param keep until a backup expires
 * @param queue how long a request waits for a busy target
 * @param lease after which a claim in the catalog is free if its holder is not heard of
 * @param catalog where the catalog lives, or empty for the embedded server
 * @param bucket where copies will go once a version makes them
 * @param targets all of them; the default one's database may be the embedded server's
 */
public record Settings(
    Listening listening,
    Path state,
    Storage storage,
    Duration keep,
    Duration queue,
    Duration lease,
    Optional<DatabaseUrl> catalog,
    List<TargetSettings> targets,
    Optional<String> bucket,
    Optional<Path> clientPrograms,
    int embeddedPort,
    AccessSettings access,
    Restores restores) {
  private static final TargetSettings.DumpOptions OF_OUR_OWN_SERVER =
      new TargetSettings.DumpOptions(List.of(), false, false, Duration.ofSeconds(30));

  public Settings {
    targets = List.copyOf(targets);
  }

  /** Whether a PostgreSQL server of our own is needed. */
  public boolean embedded() {
    return catalog.isEmpty();
  }

  /**
   * The same, with the embedded server for the catalog and for a default target without a database.
   */
  public Settings withEmbedded(DatabaseUrl server) {
    return new Settings(
        listening,
        state,
        storage,
        keep,
        queue,
        lease,
        Optional.of(server),
        targets.stream().map(target -> withDatabase(target, server)).toList(),
        bucket,
        clientPrograms,
        embeddedPort,
        access,
        restores);
  }

  private static TargetSettings withDatabase(TargetSettings target, DatabaseUrl server) {
    boolean lacksOne = target.name().equals(TargetName.DEFAULT) && target.database().isEmpty();
    return lacksOne ? target.with(new TargetSettings.Database(server, OF_OUR_OWN_SERVER)) : target;
  }

  /**
   * How restores are done.
   *
   * @param planRequired whether each needs the token of its plan
   * @param undo how long what they replaced is kept
   */
  public record Restores(boolean planRequired, Duration undo) {}

  /** Where the service listens. */
  public record Listening(String host, int port) {}

  /**
   * The backup directory.
   *
   * @param shownAs the prefix under which callers see it, where that is another one
   * @param reserve what backups leave free
   * @param sharedGroup the group that may read backups
   */
  public record Storage(
      Path directory,
      Optional<String> shownAs,
      ByteCount reserve,
      Optional<String> sharedGroup,
      int compressionLevel) {}
}
