package io.leveredge.chronos.app.configuration;

import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One target.
 *
 * @param database what to dump, or empty for the embedded server's database
 * @param excludedSchemas names of schemas left out of the dump; {@code *} stands for any characters
 * @param noOwner leaves ownership out, for servers where its roles cannot be made
 * @param noAcl leaves grants out
 * @param lockWait how long the dump waits for a locked table
 */
public record TargetSettings(
    TargetName name,
    Optional<DatabaseUrl> database,
    Codec codec,
    List<String> excludedSchemas,
    boolean noOwner,
    boolean noAcl,
    Duration lockWait) {
  public TargetSettings {
    excludedSchemas = List.copyOf(excludedSchemas);
  }

  /** The same, with that database where it has none of its own. */
  TargetSettings withDatabaseUnlessSet(DatabaseUrl embedded) {
    return new TargetSettings(
        name,
        database.or(() -> Optional.of(embedded)),
        codec,
        excludedSchemas,
        noOwner,
        noAcl,
        lockWait);
  }
}
