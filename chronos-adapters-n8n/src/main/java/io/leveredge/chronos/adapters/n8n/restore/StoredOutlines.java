package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.domain.restore.Obstacle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The workflows of a backup in its order, and what is wrong with them.
 *
 * @param problems a sentence each
 * @param count of all elements, those with problems included
 * @param nodes of all of them
 * @param bytes of all of them
 */
record StoredOutlines(
    Map<String, Outline> byId, List<String> problems, long count, long nodes, long bytes) {
  /** n8n draws 16 letters and digits, and drew numbers; nothing else becomes part of a path. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private static final int MOST_PROBLEMS = 20;

  static StoredOutlines read(StoredWorkflows stored, CredentialNeeds needs) {
    Map<String, Outline> byId = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    long[] sums = new long[3];
    stored.each(
        (workflow, bytes) -> {
          sums[0]++;
          sums[1] += workflow.json().path("nodes").size();
          sums[2] += bytes;
          String problem = problem(workflow, sums[0], byId);
          if (problem.isEmpty()) {
            byId.put(workflow.id(), Outline.of(workflow, bytes));
            needs.add(workflow);
          } else {
            problems.add(problem);
          }
        });
    return new StoredOutlines(byId, problems, sums[0], sums[1], sums[2]);
  }

  /** Empty where there is none. */
  private static String problem(Workflow workflow, long number, Map<String, Outline> known) {
    String which = "Workflow number %d of the backup, %s,".formatted(number, workflow.called());
    if (!ID.matcher(workflow.id()).matches()) {
      return which + " has no id that n8n would have given";
    }
    if (known.containsKey(workflow.id())) {
      return which + " has an id that another one before it has, too";
    }
    List<String> absent = new ArrayList<>();
    if (!workflow.json().path("name").isTextual()) {
      absent.add("name");
    }
    if (!workflow.json().path("nodes").isArray()) {
      absent.add("nodes");
    }
    if (!workflow.json().path("connections").isObject()) {
      absent.add("connections");
    }
    return absent.isEmpty() ? "" : which + " has no " + String.join(", ", absent);
  }

  List<Obstacle> flaws() {
    if (problems.isEmpty()) {
      return List.of();
    }
    return List.of(
        Obstacle.blocking(
            Obstacle.Kind.CORRUPT,
            first(problems),
            "Restore the sound ones by their ids, from another backup where one is needed."));
  }

  private static String first(List<String> problems) {
    String some = String.join("; ", problems.stream().limit(MOST_PROBLEMS).toList());
    return problems.size() > MOST_PROBLEMS
        ? some + "; and " + (problems.size() - MOST_PROBLEMS) + " more"
        : some;
  }
}
