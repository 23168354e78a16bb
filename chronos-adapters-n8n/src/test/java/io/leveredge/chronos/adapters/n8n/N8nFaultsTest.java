package io.leveredge.chronos.adapters.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.domain.artifact.ByteCount;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.testkit.n8n.FakeN8n;
import io.leveredge.chronos.testkit.n8n.Fault;
import io.leveredge.chronos.testkit.n8n.N8nVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at n8n ends in a whole export or in an error that says what it was. */
final class N8nFaultsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private final FakeN8n n8n = FakeN8n.start(N8nVersion.V2_41_1);

  @BeforeEach
  void fill() {
    n8n.workflows().addSamples(60);
  }

  @AfterEach
  void stop() {
    n8n.close();
  }

  static Stream<Fault> passing() {
    return Stream.of(
        Fault.Status.of(429),
        Fault.Status.of(429).with("Retry-After", "0"),
        Fault.Status.of(500),
        Fault.Status.of(503).with("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"),
        new Fault.Cut(0),
        new Fault.Cut(700),
        new Fault.Cut(9000),
        new Fault.Truncated(9000),
        new Fault.Slow(Duration.ofMillis(50)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsTriedAgain(Fault fault) {
    n8n.faults().next(2, fault);
    ExportTrial trial = ExportTrial.of(n8n);
    assertThat(trial.capture().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.workflowIds()).containsExactlyElementsOf(n8n.workflows().ids());
  }

  static Stream<Fault> lasting() {
    return Stream.of(
        Fault.Status.of(500),
        Fault.Status.of(429),
        new Fault.Cut(100),
        new Fault.Truncated(100),
        new Fault.Truncated(0));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatLastsIsGivenUp(Fault fault) {
    n8n.faults().always(fault);
    ChronosException failure = failure(ExportTrial.of(n8n));
    assertThat(failure.code()).isEqualTo(ErrorCode.N8N_FAILED);
    assertThat(failure).hasMessageContaining("attempt 3");
    // Three tries each of pages of 50, 10 and 1.
    assertThat(n8n.requests()).hasSize(9);
  }

  @Test
  void silenceIsGivenUp() {
    for (Fault silent : new Fault[] {Fault.Hang.SILENT, new Fault.Hang(0), new Fault.Hang(9)}) {
      n8n.faults().clear();
      n8n.faults().always(silent);
      ChronosException failure = failure(ExportTrial.of(n8n, ExportTrial.impatient(SHORT)));
      assertThat(failure.code()).as(silent.toString()).isEqualTo(ErrorCode.N8N_FAILED);
      assertThat(failure).hasMessageContaining("stopped answering");
    }
  }

  @Test
  void aPauseThatN8nAsksForEndsWithTheWholeTime() {
    n8n.faults().always(new Fault.Status(503, Map.of("Retry-After", "3600"), "{}"));
    N8nLimits hurried =
        new N8nLimits(
            SHORT,
            SHORT,
            SHORT,
            1000,
            SHORT,
            Duration.ofHours(1),
            1, // as long as n8n says
            ExportTrial.HASTY.largestWorkflow(),
            ExportTrial.HASTY.largestAnswer());
    ChronosException failure = failure(ExportTrial.of(n8n, hurried));
    assertThat(failure.code()).isEqualTo(ErrorCode.N8N_FAILED);
  }

  @Test
  void nobodyThereIsUnreachable() {
    n8n.close();
    ChronosException failure = failure(ExportTrial.of(n8n));
    assertThat(failure.code()).isEqualTo(ErrorCode.N8N_UNREACHABLE);
    assertThat(failure).hasMessageContaining(n8n.url().toString());
  }

  @Test
  void aWrongKeyIsRefusedAtOnce() {
    ChronosException failure =
        failure(
            new ExportTrial(
                N8nSettings.of(n8n.url().toString(), "wrong-key").with(ExportTrial.HASTY)));
    assertThat(failure.code()).isEqualTo(ErrorCode.N8N_REFUSED);
    assertThat(failure).hasMessageContaining("401").hasMessageNotContaining("wrong-key");
    assertThat(n8n.requests()).hasSize(1);
  }

  @Test
  void aRedirectIsNamedAndNotFollowed() {
    n8n.faults()
        .always(new Fault.Redirect("https://user:pw@elsewhere.example:8443/login?token=abc#frag"));
    ChronosException failure = failure(ExportTrial.of(n8n));
    assertThat(failure.code()).isEqualTo(ErrorCode.N8N_REFUSED);
    assertThat(failure)
        .hasMessageContaining("https://elsewhere.example:8443/login")
        .hasMessageNotContaining("pw")
        .hasMessageNotContaining("abc");
    assertThat(n8n.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html; charset=utf-8", "application/octet-stream"})
  void whatIsNoJsonIsSomebodyElse(String type) {
    n8n.faults().always(new Fault.ContentType(type));
    ChronosException failure = failure(ExportTrial.of(n8n));
    assertThat(failure.code()).isEqualTo(ErrorCode.N8N_REFUSED);
    assertThat(failure).hasMessageContaining(type);
  }

  @Test
  void theKeyIsInNoMessageEvenIfItIsSentBack() {
    String echo = "{\"message\":\"bad key\\n\\u001b " + n8n.apiKey() + "\"}";
    for (int status : new int[] {400, 401, 403, 404, 500}) {
      n8n.faults().clear();
      n8n.faults().always(new Fault.Status(status, Map.of("X-Key", n8n.apiKey()), echo));
      ChronosException failure = failure(ExportTrial.of(n8n));
      assertThat(failure)
          .hasMessageContaining(Integer.toString(status))
          .hasMessageNotContaining(n8n.apiKey());
      assertThat(String.valueOf(failure.getMessage()).chars()).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void anAnswerBeyondItsSizeIsGivenUp() {
    N8nLimits small =
        new N8nLimits(
            SHORT.multipliedBy(50),
            SHORT.multipliedBy(50),
            ExportTrial.HASTY.whole(),
            1,
            SHORT,
            SHORT,
            250,
            ExportTrial.HASTY.largestWorkflow(),
            ByteCount.of(300));
    assertThat(failure(ExportTrial.of(n8n, small))).hasMessageContaining("larger than 300 bytes");
  }

  @Test
  void anInterruptEndsAWaitForN8n() throws Exception {
    for (Fault waiting :
        new Fault[] {
          Fault.Hang.SILENT, new Fault.Hang(500), Fault.Status.of(503).with("Retry-After", "3600")
        }) {
      n8n.faults().clear();
      n8n.faults().always(waiting);
      N8nLimits patient = N8nLimits.USUAL;
      int before = n8n.requests().size();
      FutureTask<ChronosException> task =
          new FutureTask<>(
              () -> {
                ChronosException failure = failure(ExportTrial.of(n8n, patient));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return failure;
              });
      Thread thread = Thread.ofPlatform().start(task);
      await().until(() -> n8n.requests().size() > before);
      thread.interrupt();
      await().atMost(Duration.ofSeconds(10)).until(task::isDone);
      assertThat(task.get().code()).isEqualTo(ErrorCode.BACKUP_INTERRUPTED);
    }
  }

  private static ChronosException failure(ExportTrial trial) {
    ChronosException failure = catchThrowableOfType(ChronosException.class, trial::capture);
    assertThat(failure).isNotNull();
    assertThat(trial.wrote("workflows.json")).isFalse();
    return failure;
  }
}
