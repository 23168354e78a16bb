package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.N8nLimits;
import io.leveredge.chronos.adapters.n8n.N8nSettings;
import io.leveredge.chronos.adapters.n8n.N8nWorkflowSource;
import io.leveredge.chronos.domain.artifact.Artifact;
import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.backup.Manifest;
import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.restore.RestoreWork;
import io.leveredge.chronos.ports.source.Capture;
import io.leveredge.chronos.ports.source.CaptureProgress;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.storage.StagedBackup;
import io.leveredge.chronos.testkit.SampleBackups;
import io.leveredge.chronos.testkit.n8n.N8nServer;
import io.leveredge.chronos.testkit.storage.MemoryArtifactStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Backs the workflows of an n8n up into memory, and puts them back, in haste. */
final class RestoreTrial {
  static final N8nLimits HASTY =
      new N8nLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          3,
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          50,
          N8nLimits.USUAL.largestWorkflow(),
          N8nLimits.USUAL.largestAnswer());

  private final MemoryArtifactStore store = new MemoryArtifactStore();
  private final N8nSettings settings;
  private final N8nWorkflowRestorer restorer;
  private final List<Map<String, String>> steps = new ArrayList<>();
  private int backups;

  RestoreTrial(N8nSettings settings) {
    this.settings = settings.with(HASTY);
    this.restorer = new N8nWorkflowRestorer(this.settings);
  }

  static RestoreTrial of(N8nServer n8n) {
    return new RestoreTrial(N8nSettings.of(n8n.url().toString(), n8n.apiKey()));
  }

  N8nWorkflowRestorer restorer() {
    return restorer;
  }

  /** What was noted before it was done. */
  List<Map<String, String>> steps() {
    return steps;
  }

  /** Of everything that n8n has now. */
  PublishedBackup backup() {
    BackupOrder order = SampleBackups.order(++backups);
    try (StagedBackup staged = store.stage(order)) {
      ComponentResult result =
          new N8nWorkflowSource(settings)
              .capture(new Capture(order.id(), staged, Codec.GZIP, new Silence(), child -> {}));
      return published(staged, order, result);
    }
  }

  /** One whose {@code workflows.json} is that. */
  PublishedBackup backupOf(String workflows, Map<String, String> facts) {
    BackupOrder order = SampleBackups.order(++backups);
    try (StagedBackup staged = store.stage(order)) {
      byte[] bytes = workflows.getBytes(StandardCharsets.UTF_8);
      Artifact artifact;
      try (ArtifactSink sink = staged.artifact(new ArtifactName("workflows.json"), Codec.NONE)) {
        sink.write(bytes, 0, bytes.length);
        artifact = sink.finish().artifact();
      }
      return published(
          staged,
          order,
          new ComponentResult(
              Component.WORKFLOWS,
              ComponentResult.State.COMPLETED,
              List.of(artifact),
              List.of(),
              List.of(),
              facts));
    }
  }

  /** One that holds no component at all. */
  PublishedBackup emptyBackup() {
    BackupOrder order = SampleBackups.order(++backups);
    try (StagedBackup staged = store.stage(order)) {
      staged.publish(SampleBackups.emptyManifest(order));
    }
    return store.open(order.id()).orElseThrow();
  }

  private PublishedBackup published(
      StagedBackup staged, BackupOrder order, ComponentResult result) {
    staged.publish(
        new Manifest(
            Manifest.CURRENT_FORMAT,
            "CHRONOS test",
            order,
            BackupState.COMPLETED,
            order.createdAt().plusSeconds(1),
            List.of(result),
            List.of(),
            Optional.empty()));
    return store.open(order.id()).orElseThrow();
  }

  /**
   * @param chosen ids; all where none
   */
  RestoreWork work(PublishedBackup backup, Optional<PublishedBackup> undoing, List<String> chosen) {
    return work(backup, undoing, Map.of(), chosen);
  }

  private static RestoreWork work(
      PublishedBackup backup,
      Optional<PublishedBackup> undoing,
      Map<String, String> renamed,
      List<String> chosen) {
    RestoreChoice choice =
        new RestoreChoice(
            Set.of(Component.WORKFLOWS),
            List.of(),
            TablePlacement.BESIDE,
            List.of(),
            chosen,
            false,
            false,
            false,
            true);
    return new RestoreWork(
        new RestoreId(BackupId.of(SampleBackups.NOON.plusSeconds(900), 900)),
        backup,
        choice,
        undoing,
        renamed,
        new Silence());
  }

  ComponentPlan plan(PublishedBackup backup, String... chosen) {
    return restorer.plan(work(backup, Optional.empty(), List.of(chosen)), PlanPage.FIRST);
  }

  ComponentOutcome restore(PublishedBackup backup, String... chosen) {
    return restorer.restore(work(backup, Optional.empty(), List.of(chosen)), steps::add);
  }

  /**
   * Takes back what a restore did.
   *
   * @param done as it ended; empty where it was killed
   */
  ComponentOutcome undo(
      PublishedBackup safety,
      PublishedBackup undoing,
      Optional<ComponentOutcome> done,
      String... chosen) {
    Map<String, String> renamed = done.map(ComponentOutcome::renamed).orElseGet(Map::of);
    return restorer.restore(
        work(safety, Optional.of(undoing), renamed, List.of(chosen)), steps::add);
  }

  /** What a plan says of one workflow. */
  static ChangeKind kind(ComponentPlan plan, String id) {
    return plan.changes().stream()
        .filter(change -> change.name().equals(id))
        .map(Change::kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is not in " + plan.changes()));
  }

  static final class Silence implements CaptureProgress {
    @Override
    public void read(long bytes) {}

    @Override
    public void doing(String what) {}
  }
}
