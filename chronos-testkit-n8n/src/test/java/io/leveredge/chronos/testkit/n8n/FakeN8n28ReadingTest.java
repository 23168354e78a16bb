package io.leveredge.chronos.testkit.n8n;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The fake keeps what n8n 2.8.4 was seen to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FakeN8n28ReadingTest extends N8nReadingContract {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_8_4);

  @Override
  protected N8nServer n8n() {
    return n8n;
  }

  @AfterAll
  void stop() {
    n8n.close();
  }
}
