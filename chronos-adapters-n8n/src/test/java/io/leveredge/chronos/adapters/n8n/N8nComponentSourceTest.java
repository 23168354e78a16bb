package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.ports.source.ComponentSource;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import io.leveredge.chronos.testkit.source.ComponentSourceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** n8n's workflows keep what every source promises. */
final class N8nComponentSourceTest extends ComponentSourceContract {
  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);

  @BeforeEach
  void fill() {
    n8n.workflows().addSamples(120);
    n8n.credentials().add("c1", "Postgres of the shop", "postgres");
  }

  @AfterEach
  void stop() {
    n8n.close();
  }

  @Override
  protected ComponentSource source() {
    return new N8nWorkflowSource(N8nSettings.of(n8n.url().toString(), n8n.apiKey()));
  }
}
