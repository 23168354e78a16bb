package io.leveredge.chronos.testkit.journal;

import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.catalog.RunJournal;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A journal in memory; it outlives the runs but not the test. */
public final class MemoryRunJournal implements RunJournal {
  private final Map<BackupId, Notes> runs = new ConcurrentSkipListMap<>();

  private Optional<RuntimeException> failure = Optional.empty();

  /** From now on the ends that were noted cannot be read. */
  public synchronized void failReading(RuntimeException with) {
    failure = Optional.of(with);
  }

  private static final class Notes {
    private final BackupOrder order;
    private final List<ChildIdentity> children = new ArrayList<>();
    private Optional<Backup> end = Optional.empty();
    private Optional<Owner> owner = Optional.empty();

    private Notes(BackupOrder order) {
      this.order = order;
    }
  }

  @Override
  public synchronized Run begin(BackupOrder order) {
    Notes notes = new Notes(order);
    if (runs.putIfAbsent(order.id(), notes) != null) {
      throw new IllegalStateException("The run " + order.id() + " began before");
    }
    return own(notes);
  }

  @Override
  public synchronized List<DeadRun> dead() {
    return runs.values().stream()
        .filter(notes -> notes.end.isEmpty() && notes.owner.isEmpty())
        .<DeadRun>map(this::own)
        .toList();
  }

  @Override
  public synchronized List<Backup> untold() {
    failure.ifPresent(
        with -> {
          throw with;
        });
    return runs.values().stream().flatMap(notes -> notes.end.stream()).toList();
  }

  @Override
  public synchronized void told(BackupId id) {
    runs.computeIfPresent(id, (same, notes) -> notes.end.isPresent() ? null : notes);
  }

  private Owner own(Notes notes) {
    Owner owner = new Owner(notes);
    notes.owner = Optional.of(owner);
    return owner;
  }

  private final class Owner implements Run, DeadRun {
    private final Notes notes;

    private Owner(Notes notes) {
      this.notes = notes;
    }

    @Override
    public BackupOrder order() {
      return notes.order;
    }

    @Override
    public List<ChildIdentity> children() {
      synchronized (MemoryRunJournal.this) {
        return List.copyOf(notes.children);
      }
    }

    @Override
    public void started(ChildIdentity child) {
      synchronized (MemoryRunJournal.this) {
        notes.children.add(child);
      }
    }

    @Override
    public void ended(Backup backup) {
      synchronized (MemoryRunJournal.this) {
        notes.end = Optional.of(backup);
      }
    }

    @Override
    public void close() {
      synchronized (MemoryRunJournal.this) {
        if (notes.owner.equals(Optional.of(this))) {
          notes.owner = Optional.empty();
        }
      }
    }
  }
}
