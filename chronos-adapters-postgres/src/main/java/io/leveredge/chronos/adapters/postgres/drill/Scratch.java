package io.leveredge.chronos.adapters.postgres.drill;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.adapters.postgres.client.Queries;
import io.leveredge.chronos.adapters.postgres.restore.NewDatabase;
import io.leveredge.chronos.adapters.postgres.restore.RestoreFaults;
import io.leveredge.chronos.adapters.postgres.restore.SqlText;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** The scratch database of one trial, and the role that owns it. */
final class Scratch implements AutoCloseable {
  private final DatabaseUrl maintenance;
  private final ScratchName name;
  private final Connection presence;
  private final NewDatabase databases;
  private Optional<String> role = Optional.empty();

  /** From now on others see that the trial goes on. */
  Scratch(DatabaseUrl maintenance, ScratchName name) {
    this.maintenance = maintenance;
    this.name = name;
    this.databases = new NewDatabase(maintenance, name.session());
    try {
      this.presence = new Connections(maintenance).patient(name.presence());
    } catch (SQLException failure) {
      throw new PostgresFaults(maintenance).connecting(failure);
    }
  }

  Connection presence() {
    return presence;
  }

  /** Whether our role may do anything, and so needs another to be less. */
  boolean weAreSuperuser() {
    try {
      return Queries.one(
          presence, "SELECT current_setting('is_superuser') = 'on'", row -> row.getBoolean(1));
    } catch (SQLException failure) {
      throw RestoreFaults.of("Asking for the role's rights", failure);
    }
  }

  /**
   * Makes the database, empty.
   *
   * @param facts of the backup
   * @param owned by a role of its own, which has no rights elsewhere
   * @return that role
   */
  Optional<String> create(Map<String, String> facts, boolean owned) {
    role = owned ? Optional.of(name.value()) : Optional.empty();
    role.ifPresent(
        owner -> {
          run("CREATE ROLE " + SqlText.name(owner) + " NOLOGIN NOSUPERUSER BYPASSRLS");
          run(
              "COMMENT ON ROLE %s IS %s"
                  .formatted(SqlText.name(owner), SqlText.literal(name.comment())));
        });
    databases.create(name.value(), facts, role);
    run(
        "COMMENT ON DATABASE %s IS %s"
            .formatted(SqlText.name(name.value()), SqlText.literal(name.comment())));
    return role;
  }

  private void remove() {
    databases.drop(name.value());
    role.ifPresent(owner -> run("DROP ROLE IF EXISTS " + SqlText.name(owner)));
  }

  private void run(String sql) {
    try (Connection connection = new Connections(maintenance).verbatim(name.session());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw RestoreFaults.of(sql, failure);
    }
  }

  /** Removes database and role. */
  @Override
  public void close() {
    try {
      remove();
    } finally {
      try {
        presence.close();
      } catch (SQLException alreadyGone) {
        // It is what was wanted.
      }
    }
  }
}
