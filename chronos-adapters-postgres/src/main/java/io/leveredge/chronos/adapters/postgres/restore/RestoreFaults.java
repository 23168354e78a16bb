package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says why the server did not take something, without saying what the data was. Of a server's
 * answer only the message is told; its detail and context quote rows, and so does the message
 * itself of a value that does not fit or of one that a function raised (manual, appendix A, classes
 * 22 and P0).
 */
public final class RestoreFaults {
  private static final int MOST = 400;

  private RestoreFaults() {}

  /**
   * A failure met while something was done.
   *
   * @param doing for example the beginning of a statement
   */
  public static ChronosException of(String doing, SQLException failure) {
    return new ChronosException(
            code(state(failure)), "%s failed: %s".formatted(doing, reason(failure)))
        .with("sql_state", state(failure));
  }

  /** Its SQLSTATE; empty where it has none. */
  static String state(SQLException failure) {
    return Optional.ofNullable(failure.getSQLState()).orElse("");
  }

  private static ErrorCode code(String state) {
    return switch (state) {
      case "42501" -> ErrorCode.DATABASE_PRIVILEGE_MISSING;
      case "55P03" -> ErrorCode.DATABASE_LOCKED;
      case "53100" -> ErrorCode.DATABASE_DISK_FULL;
      case "53200" -> ErrorCode.DATABASE_LOCK_TABLE_FULL;
      case "57P01",
          "57P02",
          "57P03",
          "57P04",
          "57P05",
          "25P03",
          "25P04",
          "57014",
          "40001",
          "40P01",
          "08000",
          "08003",
          "08006",
          "08007" ->
          ErrorCode.RESTORE_INTERRUPTED;
      default -> ErrorCode.RESTORE_FAILED;
    };
  }

  private static String reason(SQLException failure) {
    String state = state(failure);
    if (state.startsWith("22") || state.startsWith("P0")) {
      return "the server says SQLSTATE " + state;
    }
    Optional<ServerErrorMessage> server =
        failure instanceof PSQLException said
            ? Optional.ofNullable(said.getServerErrorMessage())
            : Optional.empty();
    String message =
        server
            .flatMap(said -> Optional.ofNullable(said.getMessage()))
            .orElse(String.valueOf(failure.getMessage()));
    String oneLine = message.replaceAll("\\p{Cntrl}+", " ").strip();
    return oneLine.length() <= MOST ? oneLine : oneLine.substring(0, MOST) + "…";
  }
}
