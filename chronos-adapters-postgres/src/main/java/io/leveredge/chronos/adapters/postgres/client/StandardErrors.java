package io.leveredge.chronos.adapters.postgres.client;

import io.leveredge.chronos.domain.fault.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What pg_dump and pg_dumpall write when they fail, in the order in which it is looked for. The
 * wording is that of PostgreSQL 10 to 18 in English: the programs run under LC_ALL=C, and the
 * server's own language is set where the role may set it.
 */
final class StandardErrors {
  private static final List<Rule> RULES =
      List.of(
          rule(
              ErrorCode.DATABASE_LOCK_TABLE_FULL, "out of shared memory|max_locks_per_transaction"),
          rule(
              ErrorCode.DATABASE_LOCKED,
              "canceling statement due to (statement|lock) timeout[\\s\\S]*LOCK TABLE|due to lock"
                  + " timeout"),
          rule(ErrorCode.DATABASE_CLIENT_MISSING, "aborting because of server version mismatch"),
          rule(
              ErrorCode.DATABASE_REFUSED,
              "authentication failed|no password supplied|no pg_hba.conf entry"
                  + "|database \".*\" does not exist|role \".*\" does not exist"
                  + "|does not support SSL|certificate verify failed|root certificate file"
                  + "|is not permitted to log in|not currently accepting connections"),
          rule(ErrorCode.DATABASE_NOT_SUPPORTED, "unsupported startup parameter"),
          rule(
              ErrorCode.DATABASE_UNREACHABLE,
              "Connection refused|timeout expired|could not translate host name|No route to host"
                  + "|too many clients already|remaining connection slots"
                  + "|the database system is (starting up|shutting down|in recovery mode)"),
          rule(
              ErrorCode.DUMP_INTERRUPTED,
              "terminating connection due to|server closed the connection unexpectedly"
                  + "|connection has been closed unexpectedly|could not receive data from server"
                  + "|conflict with recovery|canceling statement due to user request"
                  + "|no connection to the server|could not import the requested snapshot"
                  + "|invalid snapshot identifier|terminating .* because of crash"),
          rule(
              ErrorCode.DATABASE_PRIVILEGE_MISSING,
              "permission denied|must be (owner|superuser)|row-level security policy"),
          rule(
              ErrorCode.DUMP_INCOMPLETE,
              "could not open relation with OID|cache lookup failed"
                  + "|relation \".*\" does not exist|schema \".*\" does not exist"));

  private record Rule(ErrorCode code, Pattern sign) {}

  private StandardErrors() {}

  /** The code for what was written, or empty where none of the signs is in it. */
  static Optional<ErrorCode> classify(String errors) {
    return RULES.stream()
        .filter(rule -> rule.sign().matcher(errors).find())
        .map(Rule::code)
        .findFirst();
  }

  private static Rule rule(ErrorCode code, String sign) {
    return new Rule(code, Pattern.compile(sign));
  }
}
