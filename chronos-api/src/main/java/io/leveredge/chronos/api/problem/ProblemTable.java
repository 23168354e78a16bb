package io.leveredge.chronos.api.problem;

import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpStatus;

/** Which HTTP status says which problem; the only place that decides it. */
public final class ProblemTable {
  private ProblemTable() {}

  /** The status of an answer that tells of that problem. */
  public static HttpStatus status(ErrorCode code) {
    return switch (code) {
      case MALFORMED_REQUEST,
          UNKNOWN_FIELD,
          INVALID_FIELD,
          INVALID_ID,
          UNKNOWN_TARGET,
          NOT_YET_SUPPORTED,
          NOTHING_CONFIGURED ->
          HttpStatus.BAD_REQUEST;
      case TOKEN_REQUIRED -> HttpStatus.UNAUTHORIZED;
      case SCOPE_MISSING, FOREIGN_ORIGIN, UNEXPECTED_HOST -> HttpStatus.FORBIDDEN;
      case NOT_FOUND, NO_SUCH_ENDPOINT -> HttpStatus.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
      case TARGET_BUSY,
          DELETE_GUARDED,
          CATALOG_SCHEMA_REFERENCED,
          CATALOG_SCHEMA_SHARED,
          RESTORE_BLOCKED,
          CONFIRMATION_REQUIRED,
          BACKUP_NOT_RESTORABLE,
          NOTHING_TO_UNDO,
          CLAIM_LOST ->
          HttpStatus.CONFLICT;
      case BODY_TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      case IDEMPOTENCY_KEY_REUSED -> HttpStatus.UNPROCESSABLE_ENTITY;
      case STORAGE_FAILED,
          BACKUP_CORRUPT,
          DATABASE_CLIENT_MISSING,
          PROGRAM_NOT_STARTED,
          EMBEDDED_DATABASE_FAILED,
          INTERNAL_ERROR ->
          HttpStatus.INTERNAL_SERVER_ERROR;
      // The source is the server behind this one, and it failed.
      case BACKUP_PARTIAL,
          DATABASE_UNREACHABLE,
          DATABASE_REFUSED,
          DATABASE_NOT_SUPPORTED,
          DATABASE_PRIVILEGE_MISSING,
          DATABASE_LOCKED,
          DATABASE_LOCK_TABLE_FULL,
          DUMP_INTERRUPTED,
          DUMP_FAILED,
          DUMP_INCOMPLETE,
          DUMP_NOT_UNDERSTOOD,
          RESTORE_FAILED,
          RESTORE_INTERRUPTED,
          RESTORE_PARTIAL,
          RESTORE_DIFFERS,
          RESTORE_OUTCOME_UNKNOWN,
          N8N_UNREACHABLE,
          N8N_REFUSED,
          N8N_FAILED,
          HOOK_FAILED ->
          HttpStatus.BAD_GATEWAY;
      case SHUTTING_DOWN, CATALOG_UNAVAILABLE, BACKUP_INTERRUPTED -> HttpStatus.SERVICE_UNAVAILABLE;
      case INSUFFICIENT_SPACE, STORAGE_FULL, DATABASE_DISK_FULL -> HttpStatus.INSUFFICIENT_STORAGE;
    };
  }
}
