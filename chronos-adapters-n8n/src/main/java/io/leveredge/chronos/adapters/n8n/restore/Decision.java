package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.domain.restore.Change;
import io.leveredge.chronos.domain.restore.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one workflow.
 *
 * @param now as n8n has it, perhaps as a copy under another id; empty where it is gone
 * @param then as the backup has it; empty where it has none of that id
 * @param differing the fields of its content that change
 */
record Decision(
    ChangeKind kind,
    String id,
    Optional<Outline> now,
    Optional<Outline> then,
    List<String> differing) {
  Decision {
    differing = List.copyOf(differing);
  }

  static Decision between(Outline then, Optional<Outline> now) {
    if (now.isEmpty()) {
      return new Decision(ChangeKind.CREATED, then.id(), now, Optional.of(then), List.of());
    }
    List<String> differing = new ArrayList<>(then.differingFrom(now.get()));
    boolean runs = then.active() && now.get().active();
    if (runs && differing.equals(List.of(Outline.STATIC_DATA))) {
      // A workflow that runs moves it all the time, and so does its activation.
      differing.clear();
    }
    ChangeKind kind;
    if (now.get().active() && !then.active()) {
      kind = ChangeKind.DEACTIVATED;
    } else if (!differing.isEmpty()
        || then.active() != now.get().active()
        || then.archived() != now.get().archived()
        || !then.tags().equals(now.get().tags())) {
      kind = ChangeKind.UPDATED;
    } else {
      kind = ChangeKind.UNCHANGED;
    }
    return new Decision(kind, then.id(), now, Optional.of(then), differing);
  }

  /** One that only n8n has. */
  static Decision alone(ChangeKind kind, Outline now) {
    return new Decision(kind, now.id(), Optional.of(now), Optional.empty(), List.of());
  }

  boolean changes() {
    return kind != ChangeKind.UNCHANGED && kind != ChangeKind.EXTRA;
  }

  /** The id that it has in n8n, as long as it is there. */
  String idInN8n() {
    return now.map(Outline::id).orElse(id);
  }

  /** Whether what n8n has is a copy of it that an earlier restore made under another id. */
  boolean isOfACopy() {
    return !idInN8n().equals(id);
  }

  boolean activates() {
    return then.isPresent() && then.get().active() && (now.isEmpty() || !now.get().active());
  }

  boolean archives() {
    return then.isPresent() && then.get().archived() != (now.isPresent() && now.get().archived());
  }

  /** Whether it has to be taken out of the archive to be changed at all. */
  boolean isHeldByTheArchive() {
    return now.isPresent() && now.get().archived() && kind == ChangeKind.UPDATED;
  }

  boolean tags() {
    return then.isPresent()
        && !then.get().tags().equals(now.map(Outline::tags).orElseGet(java.util.TreeSet::new));
  }

  Change change() {
    return new Change(
        kind,
        id,
        now.map(outline -> Change.Amount.exactly(outline.bytes())),
        then.map(outline -> Change.Amount.exactly(outline.bytes())),
        Optional.of(note()));
  }

  private String note() {
    Outline named = then.or(() -> now).orElseThrow();
    List<String> said = new ArrayList<>(List.of("'" + Text.line(named.name()) + "'"));
    if (isOfACopy()) {
      said.add("it was deleted, and is there again as " + idInN8n() + ", which stays its id");
    }
    switch (kind) {
      case CREATED ->
          said.add(
              "it was deleted, and comes back under its id where n8n imports packages, else under"
                  + " a new one");
      case DELETED -> said.add("the restore that is undone made it");
      case EXTRA -> said.add("the backup does not hold it; it stays as it is");
      default -> {}
    }
    if (!differing.isEmpty()) {
      said.add("another " + String.join(", ", differing));
    }
    if (then.isPresent()) {
      if (activates()) {
        said.add("it is activated");
      }
      if (kind == ChangeKind.DEACTIVATED) {
        said.add("it is active now and was not");
      }
      if (archives()) {
        said.add(then.get().archived() ? "it is archived" : "it is taken out of the archive");
      }
      if (tags()) {
        said.add("its tags become: " + Text.some(then.get().tags()));
      }
    }
    return String.join("; ", said);
  }
}
