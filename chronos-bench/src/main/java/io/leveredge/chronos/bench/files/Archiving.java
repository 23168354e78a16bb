package io.leveredge.chronos.bench.files;

import java.time.Duration;

/** One of the ways to archive the files that are compared. */
interface Archiving {
  /** As a reader of the report knows it. */
  String name();

  /** Archives once. */
  Measured run();

  /**
   * One archive.
   *
   * @param wall from the caller's point of view, until it is durable
   * @param storedBytes what lies on disk afterwards
   */
  record Measured(Duration wall, long storedBytes) {}
}
