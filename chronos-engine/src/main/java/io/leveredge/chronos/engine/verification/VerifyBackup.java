package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.fact.Fact;
import io.leveredge.chronos.domain.fact.FactKind;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.verification.FileVerdict;
import io.leveredge.chronos.domain.verification.Verification;
import io.leveredge.chronos.ports.catalog.BackupCatalog;
import io.leveredge.chronos.ports.storage.ArtifactStore;
import io.leveredge.chronos.ports.storage.BackupFacts;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import io.leveredge.chronos.ports.system.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads every byte of a backup, and of those it builds on, and compares it with what its manifest
 * and the catalog say, and keeps what was found as a fact. It claims nothing: backups of the target
 * go on meanwhile.
 */
public final class VerifyBackup {
  private static final System.Logger LOG = System.getLogger(VerifyBackup.class.getName());

  private final ArtifactStore store;
  private final BackupFacts facts;
  private final ManifestCheck manifests;
  private final Clock clock;

  public VerifyBackup(ArtifactStore store, BackupFacts facts, BackupCatalog catalog, Clock clock) {
    this.store = store;
    this.facts = facts;
    this.manifests = new ManifestCheck(store, catalog);
    this.clock = clock;
  }

  /** How the stored bytes are checked. */
  public enum Depth {
    /**
     * Every stored byte is hashed: nothing has changed since it was written. The end of what it
     * decompresses to is looked at: what was written was whole. Enough before a restore, which
     * decompresses what it uses anyway: the digest is of exactly those bytes that left the
     * compressor when the backup was made.
     */
    STORED,
    /**
     * Everything is decompressed, too, with the compressor's own checks, hashed again, and walked
     * through where its form has something to walk along.
     */
    PLAIN
  }

  /**
   * What was found, or empty where no published backup has that id. One that the catalog knows as
   * published and that cannot be opened has a manifest that is missing or corrupt; nothing more is
   * said of it then.
   *
   * @throws ChronosException where the backup directory cannot be read at all
   */
  public Optional<Verification> verify(BackupId id, Depth depth, Principal caller) {
    Optional<Verification> found =
        store
            .open(id)
            .map(backup -> verdicts(backup, depth))
            .or(() -> manifests.absent(id).map(List::of))
            .map(verdicts -> new Verification(id, clock.now(), verdicts));
    found.ifPresent(verification -> keep(verification, depth, caller));
    return found;
  }

  /** What was found holds also where it cannot be kept. */
  private void keep(Verification found, Depth depth, Principal caller) {
    FactKind kind =
        switch (found.finding()) {
          case INTACT -> FactKind.VERIFIED;
          case CORRUPT -> FactKind.CORRUPT;
          case MISSING -> FactKind.MISSING;
        };
    Map<String, String> details = new TreeMap<>();
    details.put("depth", depth.name().toLowerCase(Locale.ROOT));
    found.firstFault().ifPresent(fault -> details.put("file", fault.file().value()));
    try {
      if (!facts.add(found.backup(), new Fact(kind, found.at(), caller.name(), details))) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} is {1}, and there is no manifest to keep that beside",
            found.backup(),
            found.finding().wire());
      }
    } catch (ChronosException unkept) {
      LOG.log(
          System.Logger.Level.WARNING,
          "That {0} is {1} could not be kept: {2}",
          found.backup(),
          found.finding().wire(),
          unkept.getMessage());
    }
  }

  private List<FileVerdict> verdicts(PublishedBackup asked, Depth depth) {
    List<FileVerdict> verdicts = new ArrayList<>();
    for (PublishedBackup backup : withThoseItBuildsOn(asked, verdicts)) {
      verdicts.add(manifests.manifest(backup));
      verdicts.add(manifests.checksums(backup));
      backup.manifest().artifacts().stream()
          .sorted(Comparator.comparing(artifact -> artifact.name().value()))
          .forEach(artifact -> verdicts.add(ArtifactCheck.of(backup, artifact, depth)));
    }
    return verdicts;
  }

  /** The chain, newest first; one that is not there is a verdict. */
  private Iterable<PublishedBackup> withThoseItBuildsOn(
      PublishedBackup asked, List<FileVerdict> verdicts) {
    Map<BackupId, PublishedBackup> chain = new LinkedHashMap<>();
    Optional<PublishedBackup> next = Optional.of(asked);
    while (next.isPresent() && chain.putIfAbsent(next.get().id(), next.get()) == null) {
      Optional<BackupId> parent = next.get().manifest().parent();
      next = parent.flatMap(store::open);
      if (parent.isPresent() && next.isEmpty()) {
        verdicts.add(manifests.absentParent(parent.get()));
      }
    }
    return chain.values();
  }
}
