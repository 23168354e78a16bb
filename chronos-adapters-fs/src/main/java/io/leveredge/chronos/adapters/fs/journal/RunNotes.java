package io.leveredge.chronos.adapters.fs.journal;

import io.leveredge.chronos.adapters.fs.manifest.RunJson.Event;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the lines about a run add up to.
 *
 * @param order empty where no line that can be read has it
 * @param outcome the last one noted
 */
record RunNotes(
    Optional<BackupOrder> order, List<ChildIdentity> children, Optional<Outcome> outcome) {

  /** The notes that these events are. */
  static RunNotes of(List<Event> events) {
    Optional<BackupOrder> order = Optional.empty();
    List<ChildIdentity> children = new ArrayList<>();
    Optional<Outcome> outcome = Optional.empty();
    for (Event event : events) {
      switch (event) {
        case Event.Begun begun -> order = Optional.of(begun.order());
        case Event.Started started -> children.add(started.child());
        case Event.Ended ended -> outcome = Optional.of(ended.outcome());
      }
    }
    return new RunNotes(order, List.copyOf(children), outcome);
  }

  /** Whether it has no end. One of which nothing is known here is left to who knows it. */
  boolean dead() {
    return order.isPresent() && outcome.isEmpty();
  }

  /** The backup as it ended, or empty where it did not. */
  Optional<Backup> ended() {
    return order.flatMap(what -> outcome.map(how -> new Backup(what, how)));
  }
}
