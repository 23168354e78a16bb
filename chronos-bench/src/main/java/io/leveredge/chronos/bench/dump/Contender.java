package io.leveredge.chronos.bench.dump;

import java.util.OptionalDouble;

/** One of the ways to dump the database that are compared. */
interface Contender {
  /** As a reader of the report knows it. */
  String name();

  /** How many times as long as the bare pg_dump it should take at most, where that was promised. */
  OptionalDouble target();

  /** Dumps once. */
  Measured dump();
}
