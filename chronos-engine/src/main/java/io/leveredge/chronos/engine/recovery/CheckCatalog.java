package io.leveredge.chronos.engine.recovery;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome.Published;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.engine.recovery.CatalogDifferences.Difference;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.catalog.BackupPage;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares the catalog with the manifests, both ways, and changes nothing. */
public final class CheckCatalog {
  private final BackupCatalog catalog;
  private final ArtifactStore store;

  public CheckCatalog(BackupCatalog catalog, ArtifactStore store) {
    this.catalog = catalog;
    this.store = store;
  }

  /**
   * Compares now; a backup that is published or deleted meanwhile may be among the differences.
   *
   * @throws io.leveredge.chronos.domain.fault.ChronosException where the catalog or the directory
   *     does not answer
   */
  public CatalogDifferences check() {
    Map<BackupId, Backup> told = new TreeMap<>();
    Set<BackupId> untellable = new HashSet<>();
    read(told, untellable);
    Map<BackupId, Backup> there = new TreeMap<>();
    store.published().forEach(backup -> there.put(backup.id(), backup));
    List<Difference> different = new ArrayList<>();
    for (Backup backup : there.values()) {
      if (untellable.contains(backup.id())) {
        different.add(new Difference(backup.id(), "row", "cannot be read", "its manifest can be"));
      }
      Optional.ofNullable(told.get(backup.id()))
          .ifPresent(inCatalog -> different.addAll(differences(inCatalog, backup)));
    }
    return new CatalogDifferences(
        (int) there.keySet().stream().filter(told::containsKey).count(),
        there.keySet().stream()
            .filter(id -> !told.containsKey(id) && !untellable.contains(id))
            .toList(),
        told.keySet().stream().filter(id -> !there.containsKey(id)).toList(),
        different,
        store.unreadable().stream()
            .map(it -> new CatalogDifferences.Unreadable(it.directory(), it.reason()))
            .toList());
  }

  private void read(Map<BackupId, Backup> told, Set<BackupId> untellable) {
    BackupQuery query =
        BackupQuery.newest(
            EnumSet.of(BackupState.COMPLETED, BackupState.PARTIAL), BackupQuery.LARGEST_PAGE);
    Optional<BackupQuery> next = Optional.of(query);
    while (next.isPresent()) {
      BackupPage page = catalog.list(next.get());
      page.backups().forEach(backup -> told.put(backup.id(), backup));
      untellable.addAll(page.unreadable());
      next = page.next().map(query::below);
    }
  }

  private static List<Difference> differences(Backup told, Backup there) {
    Published inCatalog = told.published().orElseThrow();
    Published inDirectory = there.published().orElseThrow();
    List<Difference> found = new ArrayList<>();
    compare(there, "manifest", inCatalog.manifest().hex(), inDirectory.manifest().hex(), found);
    compare(there, "directory", inCatalog.directory(), inDirectory.directory(), found);
    compare(there, "status", told.state().wire(), there.state().wire(), found);
    found.sort(Comparator.comparing(Difference::what));
    return found;
  }

  private static void compare(
      Backup backup, String what, String told, String there, List<Difference> found) {
    if (!told.equals(there)) {
      found.add(new Difference(backup.id(), what, told, there));
    }
  }
}
