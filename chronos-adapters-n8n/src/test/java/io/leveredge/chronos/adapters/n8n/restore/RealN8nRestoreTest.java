package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.testkit.n8n.N8nServer;
import io.leveredge.chronos.testkit.n8n.RealN8n;
import org.junit.jupiter.api.Tag;

/** Workflows are put back into a real n8n: {@code mvn verify -Preal-n8n}. */
@Tag("real-n8n")
final class RealN8nRestoreTest extends WorkflowRestoreTrials {
  @Override
  N8nServer n8n() {
    return RealN8n.shared();
  }
}
