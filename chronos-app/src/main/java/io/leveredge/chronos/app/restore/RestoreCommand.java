package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.adapters.fs.store.LooseBackup;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.state.EmbeddedDefault;
import io.leveredge.chronos.app.state.StateFolder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestorePlan;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.engine.job.Progress;
import io.leveredge.chronos.engine.restore.RestoreAcceptance;
import io.leveredge.chronos.engine.restore.RestoreBackup;
import io.leveredge.chronos.engine.restore.RestoreJob;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.ports.system.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One restore from a directory, from the first look to the last word. Used once. */
final class RestoreCommand implements AutoCloseable {
  private static final String YES = "restore";
  private static final long MILLIS_BETWEEN_LOOKS = 200;
  private static final Duration CLEANING_UP = Duration.ofMinutes(2);

  private final RestoreOptions options;
  private final Settings settings;
  private final Terminal terminal;
  private final ChildProcesses processes;
  private final Clock clock;
  private final ProgressLine progress;
  private volatile Optional<EmbeddedDefault> embedded = Optional.empty();
  private volatile Optional<RestoreEngine> engine = Optional.empty();
  private volatile boolean asking;

  RestoreCommand(
      RestoreOptions options,
      Settings settings,
      Terminal terminal,
      ChildProcesses processes,
      Clock clock) {
    this.options = options;
    this.settings = settings;
    this.terminal = terminal;
    this.processes = processes;
    this.clock = clock;
    this.progress = new ProgressLine(terminal, clock);
  }

  /** Does it, and says what came of it. */
  Status run() {
    if (options.asks() && !terminal.answers()) {
      terminal.complain(
          "Nobody is here to be asked: --yes restores without a question, --dry-run only plans");
      return Status.WRONG_USE;
    }
    try {
      return restore(new CountedBackup(LooseBackup.open(options.from())));
    } catch (ChronosException failure) {
      progress.end();
      OutcomeText.failure(failure.code(), String.valueOf(failure.getMessage()))
          .forEach(terminal::complain);
      return Status.FAILED;
    }
  }

  private Status restore(CountedBackup backup) {
    introduce(backup.manifest());
    Home home = Home.of(settings, options);
    Verification verification = new Verification(backup, options.choice(), clock);
    if (!options.unasked() || options.dryRun()) {
      verification.run(progress); // Otherwise the restore itself begins with that.
    }
    RestoreEngine parts =
        new RestoreEngine(complete(backup.manifest()), home.store(), backup, processes, clock);
    engine = Optional.of(parts);
    if (!options.dryRun()) {
      parts.begin();
    }
    if (!options.unasked() || options.dryRun()) {
      Optional<Status> end = plan(parts, backup);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return start(parts, backup, verification.bytes());
  }

  private void introduce(Manifest manifest) {
    terminal.say(
        "Backup %s of %s, target '%s', %s"
            .formatted(
                manifest.order().id(),
                manifest.order().createdAt(),
                manifest.order().target(),
                manifest.state().wire()));
    if (manifest.state() == BackupState.PARTIAL && !options.allowPartial()) {
      throw new ChronosException(
          ErrorCode.BACKUP_NOT_RESTORABLE,
          "The backup is partial; --allow-partial restores what it holds");
    }
  }

  /** With the embedded server for its database, where there is no other and one is needed. */
  private Settings complete(Manifest manifest) {
    boolean wanted =
        options.choice().components().isEmpty()
            ? manifest.order().components().contains(Component.DATABASE)
            : options.choice().components().contains(Component.DATABASE);
    if (!settings.embedded() || !wanted) {
      return settings;
    }
    progress.show("starting the PostgreSQL of the state folder");
    EmbeddedDefault server =
        new EmbeddedDefault(
            processes, clock, new StateFolder(settings.state()), settings.embeddedPort());
    embedded = Optional.of(server);
    return settings.withEmbedded(server.start());
  }

  /** Shows the plan; answers how it ended where that was all. */
  private Optional<Status> plan(RestoreEngine parts, CountedBackup backup) {
    progress.show("planning");
    PlanText text =
        PlanText.of(
            page -> parts.plans().planOfVerified(options.request(backup.id()), page).plan(),
            options.listsAll());
    RestorePlan plan = text.plan();
    progress.end();
    terminal.say(
        "Into target '%s' this restores:".formatted(parts.targets().shown(plan.order().target())));
    text.say(terminal::say);
    if (!plan.blockers().isEmpty()) {
      terminal.complain("Nothing was changed: what stands in the way has to be settled first");
      return Optional.of(Status.BLOCKED);
    }
    if (options.dryRun()) {
      terminal.say("A dry run: nothing was changed");
      return Optional.of(Status.DONE);
    }
    if (!isConfirmed()) {
      terminal.complain("Not confirmed: nothing was changed");
      return Optional.of(Status.FAILED);
    }
    return Optional.empty();
  }

  private boolean isConfirmed() {
    asking = true;
    try {
      return terminal
          .ask("Type '%s' to do it, anything else to leave: ".formatted(YES))
          .filter(answer -> answer.strip().equals(YES))
          .isPresent();
    } catch (IOException gone) {
      return false;
    } finally {
      asking = false;
    }
  }

  private Status start(RestoreEngine parts, CountedBackup backup, long needed) {
    return switch (parts
        .restores()
        .accept(options.request(backup.id()), RestoreBackup.Confirmation.AS_CONFIGURED)) {
      case RestoreAcceptance.Accepted(RestoreJob job) -> told(parts, follow(job, backup, needed));
      case RestoreAcceptance.Busy(var other) -> {
        terminal.complain(
            ErrorCode.TARGET_BUSY.wire()
                + ": "
                + other.map(id -> "job " + id + " runs").orElse("a job runs")
                + " on the target. Nothing was changed");
        yield Status.FAILED;
      }
      case RestoreAcceptance.Unconfirmed unconfirmed ->
          throw new IllegalStateException("No token is asked for here: " + unconfirmed.why());
    };
  }

  private Restore follow(RestoreJob job, CountedBackup backup, long needed) {
    CompletableFuture<Restore> end = job.end().toCompletableFuture();
    long checkedBefore = backup.checked();
    long begun = clock.nanos();
    backup.listen(sum -> {});
    while (true) {
      try {
        return end.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException goesOn) {
        show(job.progress(), backup.checked() - checkedBefore, needed, clock.nanos() - begun);
      } catch (InterruptedException ignored) {
        // The job is stopped by its own interrupt, and its end is waited for.
      } catch (ExecutionException never) {
        throw new IllegalStateException(never);
      }
    }
  }

  private void show(Progress now, long checked, long needed, long nanos) {
    if (now.component().isEmpty() && checked < needed) {
      progress.show(now.doing(), ProgressLine.stretch(checked, needed, nanos));
    } else if (!now.doing().isEmpty()) {
      String component = now.component().map(it -> it.wire() + ": ").orElse("");
      progress.show(component + now.doing(), now.stretch());
    }
  }

  private Status told(RestoreEngine parts, Restore restore) {
    progress.end();
    boolean done = restore.state() == RestoreState.COMPLETED;
    OutcomeText.of(restore, parts::directory).forEach(done ? terminal::say : terminal::complain);
    boolean blocked =
        restore
            .problem()
            .map(ComponentOutcome.Failure::code)
            .filter(code -> code == ErrorCode.RESTORE_BLOCKED)
            .isPresent();
    return done ? Status.DONE : blocked ? Status.BLOCKED : Status.FAILED;
  }

  /** Whether it waits for an answer on the terminal. */
  boolean isAsking() {
    return asking;
  }

  /** Interrupts the restore and waits for its rolling back, as the service does when it stops. */
  void stop() throws InterruptedException {
    embedded.ifPresent(EmbeddedDefault::abandonStart);
    if (engine.isPresent()) {
      engine.get().stop(CLEANING_UP);
    }
  }

  /** Lets go of the catalog's database, and stops the embedded server where this started it. */
  @Override
  public void close() {
    engine.ifPresent(RestoreEngine::close);
    embedded.ifPresent(EmbeddedDefault::close);
  }
}
