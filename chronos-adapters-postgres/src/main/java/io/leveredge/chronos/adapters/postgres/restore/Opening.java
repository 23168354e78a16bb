package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.client.Abort;
import io.leveredge.chronos.adapters.postgres.client.Connections;
import io.leveredge.chronos.adapters.postgres.client.PostgresFaults;
import java.sql.SQLException;

/** Opens the sessions of a restore. */
final class Opening {
  private Opening() {}

  static DatabaseSession session(
      Connections connections, LoadSettings settings, String encoding, Abort abort) {
    try {
      DatabaseSession session =
          DatabaseSession.begin(connections.verbatim(settings.sessionName()), encoding, abort);
      settings.role().ifPresent(session::become);
      return session;
    } catch (SQLException failure) {
      throw new PostgresFaults(settings.url()).connecting(failure);
    }
  }
}
