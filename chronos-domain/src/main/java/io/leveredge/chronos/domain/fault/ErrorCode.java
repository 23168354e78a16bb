package io.leveredge.chronos.domain.fault;

import java.util.Locale;

/**
 * Every problem a caller can be told of. The name is stable and is the {@code code} of the answer;
 * docs/reference/errors.md is generated from this table.
 */
public enum ErrorCode {
  // What is wrong with the request.
  MALFORMED_REQUEST(
      "The request is not what this call takes",
      "Send a JSON object with the fields that the OpenAPI document lists.",
      false),
  UNKNOWN_FIELD(
      "A field that this call does not know", "Remove the field named in 'field'.", false),
  INVALID_FIELD(
      "A field has a value that cannot be used", "Correct the field named in 'field'.", false),
  INVALID_ID(
      "Not an id",
      "Ids are those that POST /backup and GET /backups answer; use one of them unchanged.",
      false),
  UNKNOWN_TARGET("No target has that name", "GET /health lists the configured targets.", false),
  NOT_YET_SUPPORTED(
      "This version cannot do that yet", "Use type 'full', 'database' or 'workflows'.", false),
  NOTHING_CONFIGURED(
      "Nothing that was asked for is configured",
      "Configure the component (DATABASE_URL, N8N_URL, CONFIG_PATHS), or ask for one that is.",
      false),
  UNSUPPORTED_MEDIA_TYPE("The body is not JSON", "Send 'Content-Type: application/json'.", false),
  BODY_TOO_LARGE("The body is too large", "No request of this API needs more than 64 KiB.", false),
  IDEMPOTENCY_KEY_REUSED(
      "The Idempotency-Key came before, with another request",
      "Use a new key for a new request, or send the old request unchanged.",
      false),
  NOT_FOUND("There is no such backup", "GET /backups?status=all lists every backup.", false),
  NO_SUCH_ENDPOINT("There is no such endpoint", "GET /openapi.yml lists the endpoints.", false),
  METHOD_NOT_ALLOWED(
      "The endpoint does not take that method", "The Allow header lists those it takes.", false),

  // Who may.
  TOKEN_REQUIRED(
      "This call needs a token",
      "Send 'Authorization: Bearer …'; './chronos token' prints the one written at first start.",
      false),
  SCOPE_MISSING(
      "The token does not allow this call", "Use a token with the scope named in 'scope'.", false),
  FOREIGN_ORIGIN(
      "A web page of another origin may not call this service",
      "Call it from a program, or allow the origin in ALLOWED_ORIGINS.",
      false),
  UNEXPECTED_HOST(
      "The Host header names a host that this service does not answer for",
      "Call it by a name in ALLOWED_HOSTS, or add the name there.",
      false),

  // What stands in the way.
  TARGET_BUSY(
      "Another job runs on the target",
      "Wait for the job named in 'backup_id' and try again after 'retry_after_seconds'.",
      true),
  DELETE_GUARDED(
      "The backup is still needed",
      "The detail says by what. Make a newer completed backup first, end the hold, or wait; or"
          + " repeat with '?force=true' and an admin token.",
      false),
  CONFIRMATION_REQUIRED(
      "The restore needs the token of its plan",
      "Send the request with 'dry_run': true, read the plan, and repeat it with its 'plan_token'"
          + " within ten minutes; a token is good once, for the same caller and the same request.",
      false),
  BACKUP_NOT_RESTORABLE(
      "The backup cannot be restored",
      "The message says why; GET /backups lists those that can.",
      false),
  NOTHING_TO_UNDO(
      "The restore cannot be undone",
      "The message says why; restore a backup from before it instead.",
      false),
  SHUTTING_DOWN("The service is stopping", "Try again when it is back.", true),
  INSUFFICIENT_SPACE(
      "The backup directory has too little free space",
      "Free space below BACKUP_PATH, or let it be larger.",
      false),
  STORAGE_FULL(
      "The backup directory ran full",
      "Free space below BACKUP_PATH; earlier backups are intact.",
      false),
  STORAGE_FAILED(
      "The backup directory cannot be read or written",
      "Check the disk, the mount and the permissions of BACKUP_PATH; earlier backups are intact.",
      true),
  CATALOG_UNAVAILABLE(
      "The catalog's database does not answer",
      "Backups run without it; check CATALOG_DATABASE_URL and its server.",
      true),
  BACKUP_INTERRUPTED(
      "The service died during the backup", "Make the backup again; nothing of it is kept.", true),
  BACKUP_PARTIAL(
      "A source could not be read whole",
      "See what is missing in 'components'; 'allow_partial' accepts such a backup.",
      true),
  BACKUP_CORRUPT(
      "The stored bytes of a backup are not those that were written",
      "Use another backup, and check the disk; the message names the file.",
      false),

  // What the source did.
  DATABASE_UNREACHABLE(
      "The database does not answer",
      "Check that the server runs and that DATABASE_URL names it.",
      true),
  DATABASE_REFUSED(
      "The database refused the connection",
      "Check user, password, database and sslmode of DATABASE_URL.",
      false),
  DATABASE_CLIENT_MISSING(
      "No pg_dump of the server's major version is installed",
      "Install the PostgreSQL client that the message names, or set PG_BIN to its folder.",
      false),
  DATABASE_NOT_SUPPORTED(
      "The database cannot be dumped over this connection",
      "Connect to the server itself or to a pool in session mode.",
      false),
  DATABASE_PRIVILEGE_MISSING(
      "The database role may not read everything",
      "Grant the role what the message names, or exclude the schema in the target's settings.",
      false),
  DATABASE_LOCKED(
      "A table is locked by another session",
      "Wait for that session, or raise LOCK_WAIT_SECONDS.",
      true),
  DATABASE_LOCK_TABLE_FULL(
      "The server's lock table is too small for the number of tables",
      "Raise max_locks_per_transaction on the server and restart it.",
      false),
  DATABASE_DISK_FULL(
      "The disk of the database server is full",
      "Free space on the server's disk, or let it be larger; a database in use is unchanged.",
      false),
  DUMP_INTERRUPTED("The dump's session ended before the dump did", "Make the backup again.", true),
  DUMP_FAILED("pg_dump failed", "The message holds what pg_dump wrote.", true),
  DUMP_INCOMPLETE(
      "The dump does not hold what the database listed",
      "Make the backup again when no schema change is running.",
      true),
  DUMP_NOT_UNDERSTOOD(
      "The dump holds something that cannot be accounted for",
      "Report it with the message: such a dump is not called safe.",
      false),
  RESTORE_FAILED(
      "The target did not take the backup",
      "The message names what it did not take and why; 'components' says what is unchanged.",
      false),
  RESTORE_INTERRUPTED(
      "The restore ended before it was done",
      "'components' says what is unchanged; start the restore again.",
      true),
  RESTORE_DIFFERS(
      "What was restored is not what the backup holds",
      "The database in use is unchanged; report it with the message.",
      false),
  RESTORE_BLOCKED(
      "Something at the target stands in the way of the restore",
      "Settle what the message names, or restore into another target.",
      false),
  RESTORE_PARTIAL(
      "Some components were put back and others were not",
      "'components' says which; those that failed are as they were.",
      false),
  RESTORE_OUTCOME_UNKNOWN(
      "The server did not say whether it kept the restore",
      "Look at the database before anything else is done to it.",
      false),
  N8N_UNREACHABLE("n8n does not answer", "Check that n8n runs and that N8N_URL names it.", true),
  N8N_REFUSED(
      "n8n did not take the request",
      "Check N8N_URL, and that N8N_API_KEY is a key that may list workflows (workflow:list).",
      false),
  N8N_FAILED(
      "n8n could not give its workflows",
      "The message says what it answered; see n8n's own log, and make the backup again.",
      true),
  CATALOG_SCHEMA_REFERENCED(
      "An object outside the schema 'chronos' depends on it",
      "Drop the object that the message names; the catalog's schema is not part of a dump.",
      false),
  CATALOG_SCHEMA_SHARED(
      "The catalog's schema 'chronos' holds what is not CHRONOS's",
      "Move it out, for example ALTER TABLE chronos.name SET SCHEMA public: the schema is not part"
          + " of a dump. A role named chronos creates its objects there unless it says otherwise.",
      false),
  CLAIM_LOST(
      "Another instance may have taken over the target",
      "Make the backup again; check that the instances reach the catalog.",
      true),
  HOOK_FAILED(
      "A command that the operator set before or after the backup failed",
      "The message says which and what it wrote; correct the command (HOOK_…), or what it acts on.",
      true),

  // What our own machine did.
  PROGRAM_NOT_STARTED(
      "A program that the service needs could not be started",
      "Check that the program in the message is installed and that the service may run it.",
      false),
  EMBEDDED_DATABASE_FAILED(
      "The service's own PostgreSQL server cannot run",
      "See the message and the server's log; CATALOG_DATABASE_URL names another server to use.",
      true),
  INTERNAL_ERROR("A mistake of ours", "Report it with the time; the log holds the details.", false);

  private final String title;
  private final String hint;
  private final boolean retryable;

  ErrorCode(String title, String hint, boolean retryable) {
    this.title = title;
    this.hint = hint;
    this.retryable = retryable;
  }

  /** The {@code code} of an answer. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means, without the particulars. */
  public String title() {
    return title;
  }

  /** What to do about it. */
  public String hint() {
    return hint;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }
}
