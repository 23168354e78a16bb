package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.adapters.n8n.restore.Workflow.Credential;
import io.leveredge.chronos.domain.restore.Obstacle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which credentials the workflows of a backup name. */
final class CredentialNeeds {
  private static final int MOST = 50;

  private final Map<Credential, Set<String>> workflows = new HashMap<>();

  void add(Workflow workflow) {
    for (Credential credential : workflow.credentials()) {
      workflows.computeIfAbsent(credential, key -> new TreeSet<>()).add(workflow.id());
    }
  }

  /**
   * What n8n lacks for those workflows.
   *
   * @param present what it has
   * @param ids of the workflows that are written
   */
  List<Obstacle> missing(Present present, Collection<String> ids) {
    List<Credential> needed =
        workflows.entrySet().stream()
            .filter(entry -> entry.getValue().stream().anyMatch(ids::contains))
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparing(Credential::type).thenComparing(Credential::id))
            .toList();
    if (needed.isEmpty()) {
      return List.of();
    }
    Optional<Set<String>> known = present.credentials();
    if (known.isEmpty()) {
      return List.of(
          Obstacle.warning(
              Obstacle.Kind.UNKNOWN,
              "Whether n8n has the %d credentials that workflows name is not known: %s"
                  .formatted(needed.size(), present.withheld()),
              "Give the key the scope credential:list, or look in n8n's own list."));
    }
    List<Credential> absent =
        needed.stream().filter(credential -> !known.get().contains(credential.id())).toList();
    List<Obstacle> obstacles = new ArrayList<>();
    for (Credential credential : absent.stream().limit(MOST).toList()) {
      obstacles.add(warning(credential));
    }
    if (absent.size() > MOST) {
      obstacles.add(
          Obstacle.warning(
              Obstacle.Kind.CREDENTIAL,
              "n8n lacks " + (absent.size() - MOST) + " more credentials that workflows name",
              "credentials_metadata.json of the backup lists the credentials there were."));
    }
    return obstacles;
  }

  private Obstacle warning(Credential credential) {
    return Obstacle.warning(
        Obstacle.Kind.CREDENTIAL,
        "n8n has no credential '%s' (%s) of type %s, which is named by workflow %s"
            .formatted(
                Text.line(credential.name()),
                Text.line(credential.id()),
                Text.line(credential.type()),
                Text.some(workflows.getOrDefault(credential, Set.of()))),
        "Make it in n8n before; no backup holds its secret. n8n silently takes another credential"
            + " of the same name and type in its place where it has one.");
  }
}
