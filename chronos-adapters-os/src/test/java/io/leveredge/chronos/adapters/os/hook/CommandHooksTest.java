package io.leveredge.chronos.adapters.os.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.hook.HookCall;
import io.leveredge.chronos.ports.hook.HookPoint;
import io.leveredge.chronos.ports.hook.HookPoint.Moment;
import io.leveredge.chronos.ports.hook.Hooks;
import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.Clock;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.hook.HooksContract;
import io.leveredge.chronos.testkit.system.ScriptedChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks as commands, with the real {@code /bin/sh}. */
final class CommandHooksTest extends HooksContract {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(800);

  private final Clock clock = new SystemClock();
  private final OsChildProcesses processes = new OsChildProcesses(clock);
  private final List<ChildIdentity> noted = new ArrayList<>();
  @TempDir Path folder;

  @Override
  protected Hooks succeeding() {
    return hooks("echo ran >> " + folder + "/ran", LONG);
  }

  @Override
  protected Hooks failing(int status, String complaint) {
    return hooks("echo '" + complaint + "' >&2; exit " + status, LONG);
  }

  @Override
  protected Hooks endless() {
    return hooks("sleep 600; true", LONG);
  }

  @Override
  protected int succeeded() {
    try {
      Path ran = folder.resolve("ran");
      return Files.exists(ran) ? Files.readAllLines(ran).size() : 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  protected boolean runs(ChildIdentity child) {
    return ProcessStatus.isRunning(child);
  }

  private CommandHooks hooks(String text, Duration timeout) {
    return new CommandHooks(
        processes, clock, new HookCommands(Map.of(BEFORE, text, AFTER, text), timeout), folder);
  }

  private String failure(String text, Duration timeout) {
    ChronosException failure =
        catchThrowableOfType(
            ChronosException.class, () -> hooks(text, timeout).run(call(BEFORE), noted::add));
    assertThat(failure.code()).isEqualTo(ErrorCode.HOOK_FAILED);
    return String.valueOf(failure.getMessage());
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve(name)).strip();
  }

  @Test
  void aCommandBeforeLearnsWhatItIsAbout() throws Exception {
    hooks("env | grep ^CHRONOS_ | sort > " + folder + "/env", LONG).run(call(BEFORE), noted::add);
    BackupOrder order = SampleBackups.order(1);
    assertThat(written("env").lines())
        .containsExactly(
            "CHRONOS_BACKUP_ID=" + order.id(),
            "CHRONOS_COMPONENT=database",
            "CHRONOS_HOOK=before-database",
            "CHRONOS_TARGET=" + order.target(),
            "CHRONOS_TIER=" + order.tier(),
            "CHRONOS_TYPE=" + order.type().wire());
  }

  @Test
  void aCommandAfterTheBackupLearnsHowItEndedAndWhereItIs() throws Exception {
    HookPoint point = HookPoint.ofBackup(Moment.AFTER);
    String text = "env | grep ^CHRONOS_ > " + folder + "/env";
    new CommandHooks(processes, clock, new HookCommands(Map.of(point, text), LONG), folder)
        .run(
            HookCall.after(point, SampleBackups.order(1), BackupState.PARTIAL)
                .in(Optional.of("manual/2026-01-02")),
            noted::add);
    assertThat(written("env").lines())
        .contains(
            "CHRONOS_HOOK=after-backup",
            "CHRONOS_RESULT=partial",
            "CHRONOS_DIRECTORY=" + folder.resolve("manual/2026-01-02"))
        .noneMatch(line -> line.startsWith("CHRONOS_COMPONENT="));
  }

  @Test
  void nothingOfTheServicesOwnEnvironmentReachesACommand() throws Exception {
    hooks("env > " + folder + "/env", LONG).run(call(BEFORE), noted::add);
    assertThat(System.getenv()).containsKey("HOME");
    assertThat(written("env").lines())
        .noneMatch(line -> line.startsWith("HOME="))
        .anyMatch(line -> line.startsWith("PATH="));
  }

  @Test
  void theTextReachesTheShellAsItWasConfigured() throws Exception {
    hooks(
            "printf '%s|' \"two  words\" 'single $HOME' \\\"q\\\" > " + folder + "/out\n# the end",
            LONG)
        .run(call(BEFORE), noted::add);
    assertThat(written("out")).isEqualTo("two  words|single $HOME|\"q\"|");
  }

  @Test
  void noTextOfARequestIsAmongWhatItIsTold() throws Exception {
    // Labels, reason and caller of the sample would be texts of a request.
    hooks("tr '\\0' '\\n' < /proc/self/environ > " + folder + "/all", LONG)
        .run(call(BEFORE), noted::add);
    BackupOrder order = SampleBackups.order(1);
    assertThat(order.reason()).isPresent();
    assertThat(written("all"))
        .doesNotContain(order.reason().orElseThrow())
        .doesNotContain(order.requestedBy());
  }

  @Test
  void muchOutputHoldsNoCommandUp() {
    hooks("yes | head -c 1000000; yes | head -c 1000000 >&2", LONG).run(call(BEFORE), noted::add);
    assertThat(noted).hasSize(1);
  }

  @Test
  void oneThatTakesTooLongIsEndedWithAllItHasStarted() throws Exception {
    // The second one's parent ends at once, so that it is nobody's descendant any more.
    String text =
        "sleep 600 & echo $! > %1$s/child; (sleep 601 & echo $! > %1$s/orphan); echo waits >&2; wait"
            .formatted(folder);
    assertThat(failure(text, SHORT))
        .isEqualTo("The hook before-database of target 'default' was ended after 0 s: waits");
    for (String name : List.of("child", "orphan")) {
      long pid = Long.parseLong(written(name));
      await()
          .atMost(LONG)
          .until(() -> ProcessStatus.of(pid).filter(each -> !each.hasEnded()).isEmpty());
    }
  }

  @Test
  void oneThatAKilledServiceLeftIsEndedWithAllItHasStarted() throws Exception {
    String text =
        "(sleep 600 & echo $! > %1$s/orphan); touch %1$s/ready; sleep 601".formatted(folder);
    Thread run = Thread.ofPlatform().start(() -> failure(text, LONG));
    await().atMost(LONG).until(() -> Files.exists(folder.resolve("ready")));
    long orphan = Long.parseLong(written("orphan"));
    assertThat(ProcessStatus.of(orphan)).isPresent();
    // As a later life of the service does with what the journal says.
    new OsChildProcesses(clock).kill(noted.getFirst());
    run.join();
    await()
        .atMost(LONG)
        .until(() -> ProcessStatus.of(orphan).filter(each -> !each.hasEnded()).isEmpty());
  }

  @Test
  void whatASuccessfulCommandHasStartedRunsOn() throws Exception {
    hooks("sleep 600 > /dev/null 2>&1 & echo $! > " + folder + "/child", LONG)
        .run(call(BEFORE), noted::add);
    ProcessHandle child = ProcessHandle.of(Long.parseLong(written("child"))).orElseThrow();
    try {
      assertThat(ProcessStatus.of(child.pid())).isPresent();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void aMessageHoldsTheLastLineOfTheErrorsMadeSafe() {
    assertThat(failure("printf 'first\\nred \\033[31m text\\n\\n' >&2; exit 4", LONG))
        .isEqualTo(
            "The hook before-database of target 'default' ended with status 4: red \\u001b[31m"
                + " text");
    assertThat(failure("head -c 5000 /dev/zero | tr '\\0' x >&2; exit 1", LONG))
        .hasSizeLessThan(400)
        .endsWith("x…");
    assertThat(failure("exit 5", LONG)).endsWith("ended with status 5");
  }

  @Test
  void aCommandThatIsNotThereIsNamed() {
    assertThat(failure("quiesce-the-shop now", LONG)).contains("status 127", "quiesce-the-shop");
  }

  @Test
  void aShellThatCannotBeStartedIsAHookThatFailed() {
    CommandHooks hooks =
        new CommandHooks(
            new ScriptedChildProcesses(),
            clock,
            new HookCommands(Map.of(BEFORE, "true"), LONG),
            folder);
    ChronosException failure =
        catchThrowableOfType(ChronosException.class, () -> hooks.run(call(BEFORE), noted::add));
    assertThat(failure.code()).isEqualTo(ErrorCode.HOOK_FAILED);
    assertThat(failure)
        .hasMessageContainingAll("before-database", "could not be started", "/bin/sh");
  }
}
