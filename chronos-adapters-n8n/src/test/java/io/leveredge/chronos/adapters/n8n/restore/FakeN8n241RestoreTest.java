package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nServer;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Workflows are put back as the fake of that version has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FakeN8n241RestoreTest extends WorkflowRestoreTrials {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);

  @Override
  N8nServer n8n() {
    return n8n;
  }

  @AfterAll
  void stop() {
    n8n.close();
  }
}
