package io.leveredge.chronos.adapters.n8n;

import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.inventory.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts workflows as they pass, takes their fingerprint, and notes what is odd about them. */
final class WorkflowTally {
  /**
   * What n8n changes by itself or what says nothing of the workflow: a run moves the counters, an
   * import sets the time back, and {@code shared} names people and projects.
   */
  private static final Set<String> NOT_IN_FINGERPRINT =
      Set.of("updatedAt", "versionCounter", "triggerCount", "shared");

  private static final Set<String> USUAL = Set.of("id", "name", "nodes", "connections", "settings");
  private static final int MOST_NOTES = 20;

  private final List<String> notes = new ArrayList<>();
  private ContentDigest fingerprint = ContentDigest.ZERO;
  private long count;
  private long active;
  private long archived;
  private long odd;

  void add(RawObject workflow) {
    count++;
    active += workflow.isTrue("active") ? 1 : 0;
    archived += workflow.isTrue("isArchived") ? 1 : 0;
    fingerprint = fingerprint.plus(digest(workflow));
    if (!workflow.hasAll(USUAL)) {
      odd++;
      if (odd <= MOST_NOTES) {
        notes.add(oddity(workflow));
      }
    }
  }

  /** A sum over workflows, so that their order does not matter; nor does that of their fields. */
  private static ContentDigest digest(RawObject workflow) {
    MessageDigest digest = Sha256.digest();
    new TreeMap<>(workflow.values())
        .forEach(
            (field, value) -> {
              if (!NOT_IN_FINGERPRINT.contains(field)) {
                byte[] head =
                    (field + '\0' + value.length() + '\0').getBytes(StandardCharsets.UTF_8);
                digest.update(head);
                value.addTo(digest);
              }
            });
    return ContentDigest.fromHex(Sha256.from(digest).hex().substring(0, 32));
  }

  private static String oddity(RawObject workflow) {
    List<String> absent =
        USUAL.stream().filter(field -> !workflow.values().containsKey(field)).sorted().toList();
    return "Workflow %s has no %s: it is kept as n8n gave it"
        .formatted(workflow.identity(), String.join(", ", absent));
  }

  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (odd > MOST_NOTES) {
      all.add((odd - MOST_NOTES) + " more workflows lack fields that a workflow has");
    }
    return all;
  }

  Map<String, String> facts() {
    return Map.of(
        "workflows", Long.toString(count),
        "active", Long.toString(active),
        "archived", Long.toString(archived),
        "fingerprint", fingerprint.hex());
  }
}
