package io.leveredge.chronos.adapters.postgres.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Questions to a server, each with all its rows. */
public final class Queries {
  private Queries() {}

  /** Makes a value of the row that a result stands on. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static <T> List<T> all(
      Connection connection, String sql, Row<T> reader, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    }
  }

  /** The only row of a query that always has one. */
  public static <T> T one(Connection connection, String sql, Row<T> reader, Object... arguments)
      throws SQLException {
    return all(connection, sql, reader, arguments).getFirst();
  }
}
