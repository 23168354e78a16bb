package io.leveredge.chronos.app.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.claim.FileTargetClaims;
import io.leveredge.chronos.adapters.fs.disk.Disk;
import io.leveredge.chronos.adapters.fs.history.ManifestHistory;
import io.leveredge.chronos.adapters.fs.journal.FileRestoreJournal;
import io.leveredge.chronos.adapters.fs.journal.FileRunJournal;
import io.leveredge.chronos.adapters.fs.manifest.JsonLinesState;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.adapters.os.OsChildProcesses;
import io.leveredge.chronos.adapters.os.SystemClock;
import io.leveredge.chronos.adapters.postgres.dump.CatalogMark;
import io.leveredge.chronos.app.configuration.Settings;
import io.leveredge.chronos.app.configuration.SettingsReader;
import io.leveredge.chronos.app.wiring.ConfiguredStore;
import io.leveredge.chronos.app.wiring.ConfiguredTargets;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.engine.backup.Acceptance;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.ports.system.ChildProcesses;
import io.leveredge.chronos.testkit.catalog.MemoryBackupCatalog;
import io.leveredge.chronos.testkit.claim.MemoryTargetClaims;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.system.JavaCommand;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backup directory, a state folder, and the command that is run over them. */
final class Scene {
  private final SystemClock clock = new SystemClock();
  private final ChildProcesses processes = new OsChildProcesses(clock);
  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private String answer = "";
  private boolean somebodyAnswers;

  /** What came of a command: its status and all that it has printed. */
  record Ended(Status status, String said) {}

  Scene(Path folder) {
    this.folder = folder;
    set("CHRONOS_STATE", folder.resolve("state").toString());
    set("BACKUP_PATH", backups().toString());
    set("RESERVE_MB", "0");
  }

  Scene set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Somebody sits at the terminal. */
  Scene answering(String line) {
    answer = line + "\n";
    somebodyAnswers = true;
    return this;
  }

  Path backups() {
    return folder.resolve("backups");
  }

  Settings settings() {
    return switch (SettingsReader.read(environment)) {
      case SettingsReader.Reading.Valid(Settings settings) -> settings;
      case SettingsReader.Reading.Faulty(var faults) -> throw new AssertionError(faults);
    };
  }

  /** Takes a backup of all that is configured, as the service does; answers its directory. */
  Path backup() throws Exception {
    Settings settings = settings();
    StoreSettings home = ConfiguredStore.of(settings.storage());
    Disk disk = home.disk();
    FileArtifactStore store = new FileArtifactStore(home);
    FileRunJournal journal = new FileRunJournal(disk);
    MemoryBackupCatalog catalog = new MemoryBackupCatalog();
    FindBackups history = new FindBackups(catalog, new ManifestHistory(store), journal);
    JobThreads threads = new JobThreads(clock);
    TakeBackup take =
        new TakeBackup(
            ConfiguredTargets.of(settings, processes, clock, CatalogMark.NONE),
            new BackupSettings(settings.keep(), settings.queue(), "a test"),
            new BackupIds(clock, new SecureRandom()),
            clock,
            new ClaimTarget(new FileTargetClaims(disk), new MemoryTargetClaims(), clock),
            threads,
            store,
            history,
            journal,
            new CarryState(
                catalog,
                history,
                journal,
                new MemoryRestoreLog(),
                new FileRestoreJournal(disk),
                new JsonLinesState(),
                clock),
            new TellCatalog(catalog, journal),
            new RunningJobs());
    Acceptance acceptance =
        take.accept(
            new BackupRequest(
                BackupType.FULL,
                EnumSet.noneOf(Component.class),
                Tier.MANUAL,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "a test",
                Optional.empty()));
    Backup backup = ((Acceptance.Accepted) acceptance).job().end().toCompletableFuture().get();
    threads.shutDown(Duration.ofSeconds(10), Duration.ZERO);
    assertThat(backup.state()).as(backup.toString()).isEqualTo(BackupState.COMPLETED);
    return disk.at(backup.published().orElseThrow().directory());
  }

  /** The command with these arguments, for whoever wants to stop it. */
  RestoreCommand command(PrintStream said, String... arguments) {
    if (!(OptionReader.read(List.of(arguments))
        instanceof OptionReader.Reading.Wanted(RestoreOptions options))) {
      throw new AssertionError(List.of(arguments));
    }
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(answer)), said, said, somebodyAnswers, false);
    return new RestoreCommand(options, settings(), terminal, processes, clock);
  }

  /** The same in a process of its own, which prints into a file. */
  Process start(Path said, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(256, RestoreFrom.class, (Object[]) arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", System.getenv("PATH"));
    return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  Ended run(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (RestoreCommand command = command(printed, arguments)) {
      Status status = command.run();
      return new Ended(status, said.toString(StandardCharsets.UTF_8));
    }
  }
}
