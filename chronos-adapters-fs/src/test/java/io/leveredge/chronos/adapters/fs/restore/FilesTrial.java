package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigFilesSource;
import io.leveredge.chronos.adapters.fs.config.ConfigSettings;
import io.leveredge.chronos.adapters.fs.store.FileArtifactStore;
import io.leveredge.chronos.adapters.fs.store.StoreSettings;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.ChangeKind;
import io.leveredge.chronos.domain.restore.ComponentOutcome;
import io.leveredge.chronos.domain.restore.ComponentPlan;
import io.leveredge.chronos.domain.restore.Obstacle;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.testkit.restore.RestoreTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Real backups of real files in a real backup directory, and restores of them. */
final class FilesTrial {
  final RestoreTrial orders;
  final ConfigSettings settings;
  final ConfigFilesRestorer restorer;

  /**
   * @param backups where the backups go
   */
  FilesTrial(Path backups, ConfigSettings settings) {
    orders = new RestoreTrial(new FileArtifactStore(StoreSettings.of(backups)));
    this.settings = settings;
    restorer = new ConfigFilesRestorer(settings);
  }

  /** One root, nothing excluded. */
  static FilesTrial of(Path backups, Path root) {
    return new FilesTrial(backups, new ConfigSettings(List.of(root), List.of(), List.of(backups)));
  }

  PublishedBackup backUp() {
    return orders.backUp(new ConfigFilesSource(settings));
  }

  static RestoreChoice all() {
    return RestoreChoice.of(Set.of(Component.CONFIG));
  }

  static RestoreChoice choice(boolean deleteExtra, String... paths) {
    return new RestoreChoice(
        Set.of(Component.CONFIG),
        List.of(),
        TablePlacement.BESIDE,
        List.of(paths),
        List.of(),
        false,
        false,
        deleteExtra,
        true);
  }

  ComponentPlan plan(PublishedBackup backup, RestoreChoice choice) {
    return restorer.plan(orders.work(backup, choice), new PlanPage(0, 1000));
  }

  ComponentOutcome restore(PublishedBackup backup, RestoreChoice choice) {
    return restorer.restore(orders.work(backup, choice), step -> {});
  }

  ComponentOutcome restore(PublishedBackup backup) {
    return restore(backup, all());
  }

  /** What becomes of each path, with its note. */
  static Map<String, String> kinds(ComponentPlan plan) {
    Map<String, String> kinds = new TreeMap<>();
    plan.changes()
        .forEach(
            change ->
                kinds.put(
                    change.name(),
                    change.kind().wire() + change.note().map(note -> ": " + note).orElse("")));
    return kinds;
  }

  /** The paths that do not stay as they are, with what becomes of them. */
  static Map<String, String> changes(ComponentPlan plan) {
    Map<String, String> kinds = kinds(plan);
    kinds.values().removeIf(kind -> kind.equals(ChangeKind.UNCHANGED.wire()));
    return kinds;
  }

  static List<Obstacle> blockers(ComponentPlan plan) {
    return plan.obstacles().stream().filter(Obstacle::blocks).toList();
  }
}
