package io.leveredge.chronos.testkit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.ports.restore.RestoreLog;
import org.junit.jupiter.api.Test;

class MemoryRestoreLogTest extends RestoreLogContract {
  private final MemoryRestoreLog log = new MemoryRestoreLog();

  @Override
  protected RestoreLog log() {
    return log;
  }

  @Override
  protected void garble(RestoreId id) {
    log.garble(id);
  }

  @Test
  void aLogThatWentDownFailsAndKeepsWhatItKnew() {
    log.record(SampleRestores.completed(SampleRestores.order(1)));
    log.goDown();

    assertThatThrownBy(log::undoable)
        .isInstanceOfSatisfying(
            ChronosException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CATALOG_UNAVAILABLE));

    log.comeBack();
    assertThat(log.find(SampleRestores.id(1))).isPresent();
  }
}
