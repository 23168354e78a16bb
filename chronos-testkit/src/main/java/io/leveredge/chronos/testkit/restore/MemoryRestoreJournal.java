package io.leveredge.chronos.testkit.restore;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;
import io.leveredge.chronos.ports.restore.RestoreJournal;
import io.leveredge.chronos.ports.restore.StepLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal in memory; it outlives the restores but not the test. Safe for use by several threads.
 */
public final class MemoryRestoreJournal implements RestoreJournal {
  private final Map<RestoreId, Notes> restores = new TreeMap<>();
  private final Map<RestoreId, Restore> told = new TreeMap<>();

  private Optional<RuntimeException> unreadable = Optional.empty();
  private Optional<RuntimeException> unwritable = Optional.empty();

  /** From now on the ends that were noted cannot be read. */
  public synchronized void failReading(RuntimeException with) {
    unreadable = Optional.of(with);
  }

  /** From now on nothing more can be noted: no beginning, no progress, no step and no end. */
  public synchronized void failNoting(RuntimeException with) {
    unwritable = Optional.of(with);
  }

  private static final class Notes {
    private Restore latest;
    private final List<Step> steps = new ArrayList<>();
    private Optional<Owner> owner = Optional.empty();

    private Notes(RestoreOrder order) {
      latest = Restore.running(order);
    }

    private boolean ended() {
      return latest.state() != RestoreState.RUNNING;
    }
  }

  @Override
  public synchronized Run begin(RestoreOrder order) {
    requireWritable();
    Notes notes = new Notes(order);
    if (restores.putIfAbsent(order.id(), notes) != null) {
      throw new IllegalStateException("The restore " + order.id() + " began before");
    }
    return own(notes);
  }

  @Override
  public synchronized List<DeadRun> dead() {
    return restores.values().stream()
        .filter(notes -> !notes.ended() && notes.owner.isEmpty())
        .<DeadRun>map(this::own)
        .toList();
  }

  @Override
  public synchronized List<Restore> untold() {
    unreadable.ifPresent(MemoryRestoreJournal::fail);
    return restores.values().stream().filter(Notes::ended).map(notes -> notes.latest).toList();
  }

  @Override
  public synchronized void told(RestoreId id) {
    Notes notes = restores.get(id);
    if (notes != null && notes.ended()) {
      restores.remove(id);
      told.put(id, notes.latest);
    }
  }

  @Override
  public synchronized List<Restore> kept() {
    NavigableMap<RestoreId, Restore> all = new TreeMap<>(told);
    untold().forEach(restore -> all.put(restore.id(), restore));
    return List.copyOf(all.values());
  }

  private Owner own(Notes notes) {
    Owner owner = new Owner(notes);
    notes.owner = Optional.of(owner);
    return owner;
  }

  private void requireWritable() {
    unwritable.ifPresent(MemoryRestoreJournal::fail);
  }

  private static void fail(RuntimeException with) {
    throw with;
  }

  private final class Owner implements Run, DeadRun {
    private final Notes notes;

    private Owner(Notes notes) {
      this.notes = notes;
    }

    @Override
    public Restore restore() {
      synchronized (MemoryRestoreJournal.this) {
        return notes.latest;
      }
    }

    @Override
    public List<Step> steps() {
      synchronized (MemoryRestoreJournal.this) {
        return List.copyOf(notes.steps);
      }
    }

    @Override
    public void soFar(Restore restore) {
      note(restore, restore.state() == RestoreState.RUNNING);
    }

    @Override
    public StepLog steps(Component component) {
      return step -> {
        synchronized (MemoryRestoreJournal.this) {
          requireWritable();
          notes.steps.add(new Step(component, step));
        }
      };
    }

    @Override
    public void ended(Restore restore) {
      note(restore, restore.state() != RestoreState.RUNNING);
    }

    private void note(Restore restore, boolean fits) {
      synchronized (MemoryRestoreJournal.this) {
        if (!fits || !restore.id().equals(notes.latest.id())) {
          throw new IllegalArgumentException(
              restore.id() + ", " + restore.state() + ", does not belong here");
        }
        requireWritable();
        notes.latest = restore;
      }
    }

    @Override
    public void close() {
      synchronized (MemoryRestoreJournal.this) {
        if (notes.owner.equals(Optional.of(this))) {
          notes.owner = Optional.empty();
        }
      }
    }
  }
}
