package io.leveredge.chronos.testkit.n8n;

import java.net.URI;

/** An n8n that a test may do with as it likes: the fake one or a real one. */
public interface N8nServer extends AutoCloseable {

  /** Where it answers, without a slash at the end; the public API is below {@code /api/v1}. */
  URI url();

  /** A key of its owner with every scope. */
  String apiKey();

  /** How it behaves where versions differ. */
  N8nVersion version();

  /** Ends it, and every request that still waits for an answer. */
  @Override
  void close();
}
