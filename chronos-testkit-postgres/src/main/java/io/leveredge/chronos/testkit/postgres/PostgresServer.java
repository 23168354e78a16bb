package io.leveredge.chronos.testkit.postgres;

/** A server that tests can start and stop, wherever it comes from. */
sealed interface PostgresServer permits LocalServer, ContainerServer {

  /** Starts it unless it runs; its maintenance database as its superuser. */
  TestDatabase start();

  /** Ends it in good order: sessions are cut, everything is written out. */
  void stop();

  /** Ends it the way a power cut would. */
  void kill();

  /** Ends it for good and removes what it stored. */
  void discard();
}
