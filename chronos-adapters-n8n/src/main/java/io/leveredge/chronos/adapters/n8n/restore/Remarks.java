package io.leveredge.chronos.adapters.n8n.restore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is to be told after a restore: each sentence once, with the workflows it is true of. */
final class Remarks {
  private final Map<String, Set<String>> workflows = new LinkedHashMap<>();

  void add(String sentence, String workflow) {
    workflows.computeIfAbsent(sentence, key -> new TreeSet<>()).add(workflow);
  }

  List<String> told() {
    List<String> notes = new ArrayList<>();
    workflows.forEach((sentence, of) -> notes.add(sentence + ": " + Text.some(of)));
    return notes;
  }
}
