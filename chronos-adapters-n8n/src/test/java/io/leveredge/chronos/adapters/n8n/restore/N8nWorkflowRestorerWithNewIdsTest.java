package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.testkit.n8n.N8nVersion;

/** At an n8n that gives workflows that come back new ids. */
final class N8nWorkflowRestorerWithNewIdsTest extends N8nWorkflowRestorerTest {
  @Override
  N8nVersion version() {
    return N8nVersion.V2_8_4;
  }
}
