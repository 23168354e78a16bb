package io.leveredge.chronos.adapters.postgres.restore;

import java.util.Locale;

/** What a statement of a dump is for, as far as a restore treats it in a way of its own. */
public enum StatementKind {
  /** Of the session, for the statements that follow. */
  SETTING,
  /** Everything that has no kind of its own: tables, types, functions, views … */
  DEFINITION,
  /** {@code setval}. */
  SEQUENCE_POSITION,
  /** Creates or fills a large object. */
  LARGE_OBJECT,
  /** The {@code BEGIN} and {@code COMMIT} that pg_dump writes around large objects. */
  LARGE_OBJECT_BRACKET,
  INDEX,
  /** A primary key, a unique or an exclusion constraint: an index is built for it. */
  INDEX_CONSTRAINT,
  FOREIGN_KEY,
  /** What belongs to an index and may wait: comments, clustering, attaching to that of a parent. */
  AFTER_INDEX,
  COMMENT,
  /** Fills a materialized view. */
  REFRESH,
  OWNER,
  /** Who may do what, default privileges among it. */
  GRANT,
  SECURITY_LABEL,
  POLICY,
  USER_MAPPING,
  PUBLICATION,
  SUBSCRIPTION,
  EVENT_TRIGGER;

  /** For reports, for example {@code event trigger}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
