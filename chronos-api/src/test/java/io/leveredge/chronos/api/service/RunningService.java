package io.leveredge.chronos.api.service;

import io.leveredge.chronos.api.ApiSettings;
import io.leveredge.chronos.api.access.AccessMode;
import io.leveredge.chronos.api.access.AccessSettings;
import io.leveredge.chronos.api.access.Token;
import io.leveredge.chronos.api.access.Tokens;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.engine.backup.BackupIds;
import io.leveredge.chronos.engine.backup.BackupSettings;
import io.leveredge.chronos.engine.backup.RunningJobs;
import io.leveredge.chronos.engine.backup.TakeBackup;
import io.leveredge.chronos.engine.health.ReportHealth;
import io.leveredge.chronos.engine.history.DeleteBackup;
import io.leveredge.chronos.engine.history.FindBackups;
import io.leveredge.chronos.engine.history.ListLegacy;
import io.leveredge.chronos.engine.history.ShowFacts;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.job.JobThreads;
import io.leveredge.chronos.engine.recovery.CheckCatalog;
import io.leveredge.chronos.engine.recovery.RebuildCatalog;
import io.leveredge.chronos.engine.recovery.ReconcileCatalog;
import io.leveredge.chronos.engine.recovery.TellCatalog;
import io.leveredge.chronos.engine.restore.DrillBackup;
import io.leveredge.chronos.engine.restore.PlanRestore;
import io.leveredge.chronos.engine.restore.PlanTokens;
import io.leveredge.chronos.engine.restore.ResolveRestore;
import io.leveredge.chronos.engine.restore.RestoreBackup;
import io.leveredge.chronos.engine.restore.RestoreSettings;
import io.leveredge.chronos.engine.restore.RunningRestores;
import io.leveredge.chronos.engine.restore.ShowRestores;
import io.leveredge.chronos.engine.restore.StartRestore;
import io.leveredge.chronos.engine.restore.TellRestoreLog;
import io.leveredge.chronos.engine.restore.UndoRestore;
import io.leveredge.chronos.engine.restore.UnsettledRestores;
import io.leveredge.chronos.engine.state.CarryState;
import io.leveredge.chronos.engine.state.RecallState;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.ports.system.Clock;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.catalog.MemoryBackupCatalog;
import io.leveredge.chronos.testkit.catalog.MemoryManifestHistory;
import io.leveredge.chronos.testkit.claim.MemoryTargetClaims;
import io.leveredge.chronos.testkit.journal.MemoryRunJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.restore.ScriptedDrill;
import io.leveredge.chronos.testkit.restore.ScriptedRestorer;
import io.leveredge.chronos.testkit.restore.ScriptedState;
import io.leveredge.chronos.testkit.source.ScriptedSource;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import io.leveredge.chronos.testkit.storage.MemoryBackupFacts;
import io.leveredge.chronos.testkit.storage.MemoryStateFormat;
import io.leveredge.chronos.testkit.storage.StorageCall;
import io.leveredge.chronos.testkit.system.ManualClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The whole surface on a free port of loopback, over an engine whose outside is in memory. What the
 * service wires with beans is wired here by hand, once for all tests of the surface.
 */
public final class RunningService implements AutoCloseable {
  /** Holds the scope 'delete'. */
  public static final String DELETER = "token-that-may-delete";

  /** Holds every scope. */
  public static final String ADMIN = "token-that-may-everything";

  /** Holds none. */
  public static final String NOBODY = "token-that-may-nothing";

  private final MemoryBackupCatalog catalog = new MemoryBackupCatalog();
  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final MemoryBackupFacts facts = new MemoryBackupFacts(store);
  private final ScriptedSource source = new ScriptedSource(Component.DATABASE);
  private final ScriptedState state = new ScriptedState(Component.DATABASE);
  private final ScriptedRestorer restorer = new ScriptedRestorer(state).keeping();
  private final ScriptedDrill drill = new ScriptedDrill(Component.DATABASE);
  private final ScriptedDrill embeddedDrill = new ScriptedDrill(Component.DATABASE);
  private final MemoryRestoreLog restoreLog = new MemoryRestoreLog();
  private final MemoryTargetClaims locks = new MemoryTargetClaims();
  private final MemoryTargetClaims leases = new MemoryTargetClaims();
  private final TakeBackup takeBackup;
  private final ApplicationContext context;
  private final JobThreads threads;
  private final EmbeddedServer server;

  private RunningService(AccessSettings access) {
    Clock clock = new ManualClock(SampleBackups.NOON);
    Targets targets =
        new Targets(
            List.of(
                ProtectedTarget.of(TargetName.DEFAULT, Codec.GZIP, List.of(source))
                    .with(List.of(restorer), List.of(drill))
                    .drillingOn(DrillServer.EMBEDDED, List.of(embeddedDrill))));
    MemoryRunJournal journal = new MemoryRunJournal();
    MemoryRestoreJournal restoreJournal = new MemoryRestoreJournal();
    RunningJobs running = new RunningJobs();
    FindBackups history = new FindBackups(catalog, new MemoryManifestHistory(store), journal);
    BackupIds ids = new BackupIds(clock, sameEveryTime());
    threads = new JobThreads(clock);
    takeBackup =
        new TakeBackup(
            targets,
            new BackupSettings(Duration.ofDays(7), Duration.ZERO, "CHRONOS test"),
            ids,
            clock,
            claims(clock),
            threads,
            store,
            history,
            journal,
            new CarryState(
                catalog,
                history,
                journal,
                restoreLog,
                restoreJournal,
                new MemoryStateFormat(),
                clock),
            new TellCatalog(catalog, journal),
            running);
    VerifyBackup verify = new VerifyBackup(store, facts, catalog, clock);
    ClaimTarget claims = claims(clock);
    RestoreSettings restoring = new RestoreSettings(false, Duration.ZERO, Duration.ofDays(3));
    TellRestoreLog tellLog = new TellRestoreLog(restoreLog, restoreJournal);
    RunningRestores runningRestores = new RunningRestores();
    ResolveRestore resolve = new ResolveRestore(store, history, facts, targets);
    PlanTokens planTokens = new PlanTokens(clock, sameEveryTime());
    PlanRestore plans = new PlanRestore(resolve, planTokens, tellLog, ids, clock);
    StartRestore start =
        new StartRestore(
            claims,
            threads,
            restoreJournal,
            tellLog,
            runningRestores,
            new UnsettledRestores(),
            takeBackup,
            facts,
            clock,
            restoring);
    ShowRestores show = new ShowRestores(restoreLog, restoreJournal, runningRestores);
    RecallState recall = new RecallState(store, new MemoryStateFormat(), catalog, tellLog);
    context =
        ApplicationContext.builder()
            .properties(Map.of("micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1"))
            .singletons(
                takeBackup,
                history,
                new CheckCatalog(catalog, store),
                new RebuildCatalog(
                    catalog,
                    store,
                    recall,
                    new ReconcileCatalog(catalog, journal, store, recall, ids, clock, tellLog)),
                verify,
                plans,
                new RestoreBackup(resolve, plans, planTokens, start, ids, clock, restoring),
                show,
                new UndoRestore(show, store, targets, start, tellLog, ids, clock),
                new DrillBackup(store, verify, facts, targets, ids, clock),
                new DeleteBackup(store, facts, catalog, id -> Optional.empty(), clock),
                new ShowFacts(facts),
                new ListLegacy(store),
                new ReportHealth(store, catalog, history, targets, new UnsettledRestores(), clock),
                running,
                targets,
                access,
                tokens(),
                new ApiSettings("0.1.0", 8010, "/opt/leveredge/shared/backups"))
            .start();
    server = context.getBean(EmbeddedServer.class).start();
  }

  /** With the default access rules, bound to loopback. */
  public static RunningService open() {
    return with(new AccessSettings(AccessMode.OPEN, true, Set.of(), Set.of(), Set.of()));
  }

  public static RunningService with(AccessSettings access) {
    return new RunningService(access);
  }

  public int port() {
    return server.getPort();
  }

  public HttpCalls calls() {
    return new HttpCalls(port());
  }

  private ClaimTarget claims(Clock clock) {
    return new ClaimTarget(locks, leases, clock);
  }

  /** What the service puts backups back into. */
  public ScriptedRestorer restorer() {
    return restorer;
  }

  /** What there is at the target. */
  public ScriptedState state() {
    return state;
  }

  /** Where databases are tried on that server. */
  public ScriptedDrill drill(DrillServer server) {
    return switch (server) {
      case SOURCE -> drill;
      case EMBEDDED -> embeddedDrill;
    };
  }

  public MemoryRestoreLog restoreLog() {
    return restoreLog;
  }

  public ScriptedSource source() {
    return source;
  }

  public MemoryArtifactStore store() {
    return store;
  }

  public MemoryBackupFacts facts() {
    return facts;
  }

  public MemoryBackupCatalog catalog() {
    return catalog;
  }

  /** Makes a backup part of the history, as if it had been made before. */
  public void remember(Backup backup) {
    catalog.record(backup);
    if (backup.published().isPresent()) {
      store.addPublished(backup);
    }
  }

  /** Puts a directory among the backups that is none. */
  public void addLegacy(String directory) {
    store.addUnreadable(directory, "It holds no manifest.json");
  }

  public void makeDirectoryUnusable() {
    store.fail(
        StorageCall.PROBE, new ChronosException(ErrorCode.STORAGE_FAILED, "Read-only file system"));
  }

  /** Makes every look-up fail as a mistake of ours would. */
  public void breakDown() {
    store.fail(StorageCall.READ, new IllegalStateException("the inner secret"));
  }

  /** How many backups lie in the directory. */
  public int published() {
    return store.published().size();
  }

  /** Ends the running jobs and takes no more. */
  public void stopTakingBackups() throws InterruptedException {
    threads.shutDown(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    source.goOn();
    context.close();
  }

  private static RandomGenerator sameEveryTime() {
    return new Random(1);
  }

  private static Tokens tokens() {
    return new Tokens(
        List.of(
            token("janitor", DELETER, Set.of(Scope.DELETE)),
            token("root", ADMIN, Set.of(Scope.ADMIN)),
            token("reader", NOBODY, Set.of())));
  }

  private static Token token(String name, String secret, Set<Scope> scopes) {
    return new Token(name, Sha256.of(secret.getBytes(StandardCharsets.UTF_8)), scopes);
  }
}
