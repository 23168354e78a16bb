package io.leveredge.chronos.api.problem;

import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpStatus;

/** Writes docs/reference/errors.md from the codes and {@link ProblemTable}. */
final class ErrorReference {
  private static final String HEAD =
      """
      # Errors

      This page is made from the program's own table; a test fails where the two differ.

      Every failed call answers `application/problem+json` (RFC 9457):

      | member | what it is |
      | --- | --- |
      | `type` | `urn:chronos:problem:` and the code |
      | `title` | what the code means |
      | `status` | the HTTP status |
      | `code` | stable; programs look at this one |
      | `detail` | what happened this time |
      | `hint` | what to do about it |
      | `instance` | only of what nobody expected: the name under which the log has it |

      and, where they apply: `field` (the field, parameter or header at fault), `backup_id` (the
      backup it is about), `scope` (the scope a token lacks), `retry_after_seconds` (also the header
      `Retry-After`), `components` (what a partial backup holds and lacks).

      A backup that failed carries the same codes in its `problem`. "Again" says whether the same
      request may succeed later without anybody changing anything.

      | code | status | meaning | what to do | again |
      | --- | --- | --- | --- | --- |
      """;

  private ErrorReference() {}

  /** The page, in Markdown. */
  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (ErrorCode code : ErrorCode.values()) {
      HttpStatus status = ProblemTable.status(code);
      page.append(
          "| `%s` | %d %s | %s | %s | %s |%n"
              .formatted(
                  code.wire(),
                  status.getCode(),
                  status.getReason(),
                  code.title(),
                  code.hint(),
                  code.retryable() ? "yes" : "no"));
    }
    return page.toString();
  }
}
