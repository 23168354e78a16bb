package io.leveredge.chronos.engine.restore;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.access.Scope;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.restore.DrillServer;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.engine.Engine;
import io.leveredge.chronos.engine.backup.BackupRequest;
import io.leveredge.chronos.engine.job.ClaimTarget;
import io.leveredge.chronos.engine.target.ProtectedTarget;
import io.leveredge.chronos.engine.verification.VerifyBackup;
import io.leveredge.chronos.testkit.restore.MemoryRestoreJournal;
import io.leveredge.chronos.testkit.restore.MemoryRestoreLog;
import io.leveredge.chronos.testkit.restore.ScriptedDrill;
import io.leveredge.chronos.testkit.restore.ScriptedRestorer;
import io.leveredge.chronos.testkit.restore.ScriptedState;
import io.leveredge.chronos.testkit.source.ScriptedSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The engine with two targets that really change and are really put back. The first has a database
 * and files, and workflows whose backup can be made to fail; the second has a database.
 *
 * <p>All the wiring of a restore in one place, and most of the file is that.
 */
final class RestoringEngine {
  static final TargetName OTHER = new TargetName("other");
  static final Duration UNDO = Duration.ofDays(2);
  static final Principal RESTORER = new Principal("hades", Set.of(Scope.RESTORE));
  static final Principal DELETER = new Principal("janitor", Set.of(Scope.DELETE));

  final ScriptedState database = new ScriptedState(Component.DATABASE).put("users", "2 rows");
  final ScriptedState files = new ScriptedState(Component.CONFIG).put("/etc/app", "old");
  final ScriptedSource workflowSource = new ScriptedSource(Component.WORKFLOWS);
  final ScriptedState otherDatabase = new ScriptedState(Component.DATABASE).put("users", "other");

  final ScriptedRestorer databaseRestorer = new ScriptedRestorer(database);
  final ScriptedRestorer fileRestorer = new ScriptedRestorer(files);
  final ScriptedRestorer workflowRestorer =
      new ScriptedRestorer(new ScriptedState(Component.WORKFLOWS));
  final ScriptedRestorer otherRestorer = new ScriptedRestorer(otherDatabase);

  final ScriptedDrill databaseDrill = new ScriptedDrill(Component.DATABASE);
  final ScriptedDrill embeddedDrill = new ScriptedDrill(Component.DATABASE);
  final ScriptedDrill fileDrill = new ScriptedDrill(Component.CONFIG);

  final ProtectedTarget first =
      ProtectedTarget.of(TargetName.DEFAULT, Codec.GZIP, List.of(database, workflowSource, files))
          .with(
              List.of(databaseRestorer, workflowRestorer, fileRestorer),
              List.of(databaseDrill, fileDrill))
          .drillingOn(DrillServer.EMBEDDED, List.of(embeddedDrill, fileDrill));
  final ProtectedTarget second =
      ProtectedTarget.of(OTHER, Codec.GZIP, List.of(otherDatabase))
          .with(List.of(otherRestorer), List.of());

  final MemoryRestoreLog log = new MemoryRestoreLog();
  final MemoryRestoreJournal journal = new MemoryRestoreJournal();
  final RunningRestores running = new RunningRestores();
  final UnsettledRestores unsettled = new UnsettledRestores();
  final Engine engine;
  final PlanTokens tokens;
  final TellRestoreLog tell = new TellRestoreLog(log, journal);
  final ShowRestores show = new ShowRestores(log, journal, running);
  final ClaimTarget claims;
  final ResolveRestore resolve;
  final PlanRestore plan;

  RestoringEngine() {
    this(true);
  }

  private RestoringEngine(boolean both) {
    engine = new Engine(both ? List.of(first, second) : List.of(first));
    tokens = new PlanTokens(engine.clock, new Random(5));
    claims = new ClaimTarget(engine.locks, engine.leases, engine.clock);
    resolve = new ResolveRestore(engine.store, engine.history, engine.facts, engine.targets);
    plan = new PlanRestore(resolve, tokens, tell, engine.ids, engine.clock);
  }

  static RestoringEngine withOneTarget() {
    return new RestoringEngine(false);
  }

  private static RestoreSettings settings(boolean planRequired, Duration queue) {
    return new RestoreSettings(planRequired, queue, UNDO);
  }

  StartRestore start(Duration queue) {
    return new StartRestore(
        claims,
        engine.threads,
        journal,
        tell,
        running,
        unsettled,
        engine.takeBackup,
        engine.facts,
        engine.clock,
        settings(false, queue));
  }

  RestoreBackup restoreBackup(boolean planRequired) {
    return new RestoreBackup(
        resolve,
        plan,
        tokens,
        start(Duration.ZERO),
        engine.ids,
        engine.clock,
        settings(planRequired, Duration.ZERO));
  }

  UndoRestore undoRestore() {
    return undoRestore(Duration.ZERO);
  }

  /** One whose requests wait that long for a busy target. */
  UndoRestore undoRestore(Duration queue) {
    return new UndoRestore(
        show, engine.store, engine.targets, start(queue), tell, engine.ids, engine.clock);
  }

  ForgetReplaced forgetReplaced() {
    return new ForgetReplaced(log, engine.targets, claims, engine.ids, engine.clock);
  }

  SettleDeadRestores settleDeadRestores() {
    return new SettleDeadRestores(
        journal,
        engine.targets,
        engine.locks,
        unsettled,
        engine.leases,
        tell,
        engine.clock,
        settings(false, Duration.ZERO));
  }

  DrillBackup drillBackup() {
    return new DrillBackup(
        engine.store,
        new VerifyBackup(engine.store, engine.facts, engine.catalog, engine.clock),
        engine.facts,
        engine.targets,
        engine.ids,
        engine.clock);
  }

  /** A backup of the first target's database and files. */
  Backup backUp() throws Exception {
    return backUp(TargetName.DEFAULT, Component.DATABASE, Component.CONFIG);
  }

  Backup backUp(TargetName target, Component... components) throws Exception {
    return engine.take(
        new BackupRequest(
            BackupType.FULL,
            EnumSet.copyOf(List.of(components)),
            Tier.MANUAL,
            Optional.empty(),
            Optional.of(target.value()),
            List.of(),
            Optional.empty(),
            "anonymous",
            Optional.empty()));
  }

  /** What an operator regrets: a table emptied, a file written over, and one more file. */
  void spoil() {
    database.put("users", "0 rows");
    files.put("/etc/app", "new").put("/etc/more", "new");
  }

  static RestoreRequest request(BackupId backup) {
    return request(backup, RestoreChoice.of(Set.of()));
  }

  static RestoreRequest request(BackupId backup, RestoreChoice choice) {
    return new RestoreRequest(
        backup,
        Optional.empty(),
        choice,
        false,
        Optional.empty(),
        Optional.of("it was spoilt"),
        RESTORER);
  }

  static RestoreRequest into(String target, RestoreRequest request) {
    return new RestoreRequest(
        request.backup(),
        Optional.of(target),
        request.choice(),
        request.allowPartial(),
        request.planToken(),
        request.reason(),
        request.caller());
  }

  static RestoreRequest by(Principal caller, RestoreRequest request) {
    return new RestoreRequest(
        request.backup(),
        request.target(),
        request.choice(),
        request.allowPartial(),
        request.planToken(),
        request.reason(),
        caller);
  }

  static RestoreRequest showing(String token, RestoreRequest request) {
    return new RestoreRequest(
        request.backup(),
        request.target(),
        request.choice(),
        request.allowPartial(),
        Optional.of(token),
        request.reason(),
        request.caller());
  }

  static RestoreRequest allowingPartial(RestoreRequest request) {
    return new RestoreRequest(
        request.backup(),
        request.target(),
        request.choice(),
        true,
        request.planToken(),
        request.reason(),
        request.caller());
  }

  static RestoreChoice paths(String... paths) {
    RestoreChoice all = RestoreChoice.of(Set.of());
    return new RestoreChoice(
        Set.of(), List.of(), all.placement(), List.of(paths), List.of(), false, false, false, true);
  }

  static RestoreChoice withoutSafety(Set<Component> components) {
    RestoreChoice all = RestoreChoice.of(components);
    return new RestoreChoice(
        components, List.of(), all.placement(), List.of(), List.of(), false, false, false, false);
  }

  RestoreAcceptance accept(RestoreRequest request) {
    return restoreBackup(false).accept(request, RestoreBackup.Confirmation.AS_CONFIGURED);
  }

  RestoreJob start(RestoreRequest request) {
    return started(accept(request));
  }

  /** Starts a restore and waits for its end. */
  Restore restore(RestoreRequest request) throws Exception {
    return end(start(request));
  }

  RestoreAcceptance acceptUndo(RestoreId id) {
    return undoRestore().accept(id, Optional.empty(), RESTORER).orElseThrow();
  }

  /** Starts an undo and waits for its end. */
  Restore undo(Restore done) throws Exception {
    return end(started(acceptUndo(done.id())));
  }

  static RestoreJob started(RestoreAcceptance acceptance) {
    if (acceptance instanceof RestoreAcceptance.Accepted accepted) {
      return accepted.job();
    }
    throw new AssertionError("Not accepted: " + acceptance);
  }

  static Restore end(RestoreJob job) throws Exception {
    return job.end().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  List<Fact> facts(BackupId id) {
    return engine.facts.of(id).orElseThrow();
  }

  /** The ids of every backup but that one, the newest first. */
  List<BackupId> backupsBut(BackupId one) {
    List<BackupId> others = new ArrayList<>();
    engine.store.published().stream()
        .map(Backup::id)
        .filter(id -> !id.equals(one))
        .forEach(others::add);
    return others;
  }

  static ArtifactName artifact(Component component) {
    return new ArtifactName(component.wire() + ".txt" + Codec.GZIP.suffix());
  }

  /** Turns one bit of what a backup holds of that component. */
  void flipByte(BackupId backup, Component component) {
    byte[] bytes = engine.store.content(backup, artifact(component));
    bytes[0] ^= 1;
    engine.store.replace(backup, artifact(component), Optional.of(bytes));
  }
}
