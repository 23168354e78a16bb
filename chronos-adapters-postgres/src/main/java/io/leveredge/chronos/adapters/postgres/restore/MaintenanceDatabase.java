package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The third database, from which others are created, renamed and dropped. */
public final class MaintenanceDatabase {
  /** Those that initdb makes (manual, section 22.3). */
  private static final List<String> USUAL = List.of("postgres", "template1");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private MaintenanceDatabase() {}

  /** The first that is another one and lets our role in; empty where none does. */
  public static Optional<DatabaseUrl> beside(DatabaseUrl target) {
    return USUAL.stream()
        .filter(name -> !name.equals(target.database()))
        .map(target::withDatabase)
        .filter(MaintenanceDatabase::opens)
        .findFirst();
  }

  /**
   * The same where there must be one.
   *
   * @throws ChronosException DATABASE_UNREACHABLE where the server is away, RESTORE_BLOCKED
   */
  public static DatabaseUrl required(DatabaseUrl target) {
    return beside(target).orElseThrow(() -> none(target));
  }

  private static ChronosException none(DatabaseUrl target) {
    try {
      connect(target).close();
      return new ChronosException(
          ErrorCode.RESTORE_BLOCKED,
          "Neither of the databases %s lets role %s in, and one of them is needed to work on %s"
              .formatted(String.join(", ", USUAL), target.user(), target.database()));
    } catch (SQLException away) {
      return new PostgresFaults(target).connecting(away);
    }
  }

  private static boolean opens(DatabaseUrl url) {
    try {
      connect(url).close();
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    return new Connections(url).hurried("chronos-looks", PATIENCE);
  }
}
