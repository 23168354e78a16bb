package io.leveredge.chronos.testkit.postgres;

/** A server of one test's own, which that test may stop, kill and start again. */
public final class DedicatedPostgres extends TestPostgres implements AutoCloseable {

  DedicatedPostgres(PostgresServer server) {
    super(server);
  }

  /** Ends it in good order; every session is cut. */
  public void stop() {
    server().stop();
  }

  /** Ends it the way a power cut would; the next start recovers. */
  public void kill() {
    server().kill();
  }

  /** Starts it again after {@link #stop} or {@link #kill}, with its data. */
  public void start() {
    startAgain();
  }

  /** Ends it and removes its data. */
  @Override
  public void close() {
    server().discard();
  }
}
