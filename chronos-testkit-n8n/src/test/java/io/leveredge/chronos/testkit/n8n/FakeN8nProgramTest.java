package io.leveredge.chronos.testkit.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FakeN8nProgramTest {
  @Test
  void theProgramServesAsManyWorkflowsAsItsArgumentsSay() {
    try (FakeN8n n8n = FakeN8nProgram.start(new String[] {"0", "a-key-of-mine", "7"})) {
      N8nCalls calls = new N8nCalls(n8n.url(), "a-key-of-mine");
      assertThat(calls.get("/workflows").json().path("data")).hasSize(7);
      assertThat(new N8nCalls(n8n.url(), "another").get("/workflows").status()).isEqualTo(401);
    }
  }
}
