package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.database.DatabaseUrl;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Gives every failure of a server or of its client programs the code that says what to do. */
public final class PostgresFaults {
  private final DatabaseUrl url;
  private final Wording wording;

  public PostgresFaults(DatabaseUrl url) {
    this.url = url;
    this.wording = new Wording(url);
  }

  /** A connection could not be made. */
  public ChronosException connecting(SQLException failure) {
    return new ChronosException(
        refusal(failure)
            ? ErrorCode.DATABASE_REFUSED
            : known(failure, ErrorCode.DATABASE_UNREACHABLE),
        "Cannot connect to %s: %s".formatted(url, wording.clean(reason(failure))));
  }

  /** A connection that was made did not do what it was asked. */
  public ChronosException working(String doing, SQLException failure) {
    return new ChronosException(
        known(failure, ErrorCode.DUMP_FAILED),
        "%s failed on %s: %s".formatted(doing, url, wording.clean(reason(failure))));
  }

  /**
   * A client program ended with a failure.
   *
   * @param status its exit status, 128 + n for signal n
   * @param errors what it wrote to its standard error
   */
  public ChronosException program(String program, int status, String errors) {
    String said = wording.ending(errors);
    ErrorCode code =
        StandardErrors.classify(errors)
            .orElse(status > 128 ? ErrorCode.DUMP_INTERRUPTED : ErrorCode.DUMP_FAILED);
    String how =
        status > 128 ? "was killed by signal " + (status - 128) : "ended with status " + status;
    return new ChronosException(
        code, "%s of %s %s%s".formatted(program, url, how, said.isEmpty() ? "." : ": " + said));
  }

  private static ErrorCode known(SQLException failure, ErrorCode otherwise) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    return switch (state) {
      case "42501" -> ErrorCode.DATABASE_PRIVILEGE_MISSING;
      case "55P03" -> ErrorCode.DATABASE_LOCKED;
      case "53100" -> ErrorCode.DATABASE_DISK_FULL;
      case "53200" -> ErrorCode.DATABASE_LOCK_TABLE_FULL;
      case "53300", "57P03" -> ErrorCode.DATABASE_UNREACHABLE;
      case "57P01",
          "57P02",
          "57P04",
          "57P05",
          "25P03",
          "25P04",
          "57014",
          "40001",
          "08006",
          "08003" ->
          otherwise == ErrorCode.DUMP_FAILED ? ErrorCode.DUMP_INTERRUPTED : otherwise;
      default -> otherwise;
    };
  }

  /**
   * Whether a server answered, and said no: PostgreSQL manual, appendix A, and the driver's 08004.
   */
  private static boolean refusal(SQLException failure) {
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    return state.startsWith("28")
        || state.equals("3D000")
        || state.equals("08004")
        || state.equals("42704")
        || failure.getCause() instanceof SSLException;
  }

  /** The driver hides the reason of a failed connection attempt in the cause. */
  private static String reason(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null || message.contains(cause.getMessage())
        ? message
        : message + " (" + cause.getMessage() + ")";
  }
}
