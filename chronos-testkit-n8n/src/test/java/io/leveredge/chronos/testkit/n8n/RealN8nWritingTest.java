package io.leveredge.chronos.testkit.n8n;

import org.junit.jupiter.api.Tag;

/** n8n itself does what its fake does: {@code mvn verify -Preal-n8n}. */
@Tag("real-n8n")
final class RealN8nWritingTest extends N8nWritingContract {
  @Override
  protected N8nServer n8n() {
    return RealN8n.shared();
  }
}
