package io.leveredge.chronos.api.problem;

import io.leveredge.chronos.api.service.Golden;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {
  @Test
  void thePageSaysWhatTheTableSays() {
    Golden.reference("errors.md", ErrorReference.markdown());
  }
}
