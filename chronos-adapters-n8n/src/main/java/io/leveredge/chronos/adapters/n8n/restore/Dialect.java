package io.leveredge.chronos.adapters.n8n.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this n8n takes of a workflow, learned from what it refuses: GET answers properties that PUT
 * and POST do not take, other ones in each version. 2.41.1 names them ({@code request/body/settings
 * Unrecognized key(s) in object: 'a', 'b'}); 2.8.4 says only where they are ({@code
 * request/body/nodes/0 must NOT have additional properties}), and is then sent nothing but what the
 * schemas of that version list.
 */
final class Dialect {
  private static final Pattern UNKNOWN =
      Pattern.compile("request/body(/[^ \"]+)? (?:Unrecognized key\\(s\\) in object: (.*))");
  private static final Pattern NAMELESS =
      Pattern.compile("request/body(/[^ \"]+)? must NOT have additional properties");
  private static final Pattern AT =
      Pattern.compile(
          "request/body/(?:(settings)/([^/ \"]+)|(nodes)/\\d+/([^/ \"]+)|([A-Za-z]+))[/ ]");
  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  /** By workflowSettings.yml of 2.8.4's public API. */
  private static final Set<String> OLD_SETTINGS =
      Set.of(
          "saveExecutionProgress",
          "saveManualExecutions",
          "saveDataErrorExecution",
          "saveDataSuccessExecution",
          "executionTimeout",
          "errorWorkflow",
          "timezone",
          "executionOrder",
          "callerPolicy",
          "callerIds",
          "timeSavedPerExecution",
          "availableInMCP");

  /** By node.yml of 2.8.4's public API. */
  static final Set<String> OLD_NODE =
      Set.of(
          "id",
          "name",
          "webhookId",
          "disabled",
          "notesInFlow",
          "notes",
          "type",
          "typeVersion",
          "executeOnce",
          "alwaysOutputData",
          "retryOnFail",
          "maxTries",
          "waitBetweenTries",
          "continueOnFail",
          "onError",
          "position",
          "parameters",
          "credentials");

  private static final Set<String> OLD_TOP =
      Set.of("name", "nodes", "connections", "settings", "staticData");

  private final Part top = new Part(OLD_TOP, Set.copyOf(Workflow.NEEDED));
  private final Part settings = new Part(OLD_SETTINGS, Set.of());
  private final Part node = new Part(OLD_NODE, Set.of("id", "name", "type", "parameters"));

  /**
   * Takes out of a body what this n8n is known not to take.
   *
   * @return what that was, for a person
   */
  Set<String> fit(ObjectNode body) {
    Set<String> dropped = new TreeSet<>();
    top.fit(body, "", dropped);
    if (body.get("settings") instanceof ObjectNode of) {
      settings.fit(of, "settings.", dropped);
    }
    for (JsonNode each : body.path("nodes")) {
      if (each instanceof ObjectNode of) {
        node.fit(of, "nodes[].", dropped);
      }
    }
    return dropped;
  }

  /**
   * Learns from a refusal.
   *
   * @param said what n8n answered with status 400
   * @param body that it refused; a setting whose value it does not take is removed from it
   * @return what is to be told of this body alone and was removed, or empty where nothing is to be
   *     learned and trying again is of no use
   */
  java.util.Optional<Set<String>> learn(String said, ObjectNode body) {
    String message = said.replace("\\\"", "'");
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      List<String> names = new ArrayList<>();
      Matcher quoted = QUOTED.matcher(unknown.group(2));
      while (quoted.find()) {
        names.add(quoted.group(1));
      }
      return learned(part(unknown.group(1)).refuse(names));
    }
    Matcher nameless = NAMELESS.matcher(message);
    if (nameless.find()) {
      return learned(part(nameless.group(1)).beOld());
    }
    Matcher at = AT.matcher(message);
    if (!at.find()) {
      return java.util.Optional.empty();
    }
    if (message.contains("read-only")) {
      return learned(
          at.group(4) != null
              ? node.refuse(List.of(at.group(4)))
              : at.group(5) != null && top.refuse(List.of(at.group(5))));
    }
    if (at.group(2) != null
        && body.get("settings") instanceof ObjectNode of
        && of.remove(at.group(2)) != null) {
      return java.util.Optional.of(Set.of("settings." + at.group(2)));
    }
    return java.util.Optional.empty();
  }

  private static java.util.Optional<Set<String>> learned(boolean something) {
    return something ? java.util.Optional.of(Set.of()) : java.util.Optional.empty();
  }

  private Part part(@org.jspecify.annotations.Nullable String path) {
    if (path == null) {
      return top;
    }
    return path.startsWith("/nodes/") ? node : path.equals("/settings") ? settings : Part.NONE;
  }

  /** The properties of one kind of object. */
  private static final class Part {
    static final Part NONE = new Part(Set.of(), Set.of());

    private final Set<String> listed;
    private final Set<String> indispensable;
    private final Set<String> refused = new HashSet<>();
    private boolean old;

    /**
     * @param listed by the oldest version that was looked at
     * @param indispensable what a workflow is nothing without
     */
    Part(Set<String> listed, Set<String> indispensable) {
      this.listed = listed;
      this.indispensable = indispensable;
    }

    boolean refuse(Collection<String> names) {
      return names.stream()
          .filter(name -> !indispensable.contains(name))
          .map(refused::add)
          .reduce(false, Boolean::logicalOr);
    }

    boolean beOld() {
      boolean news = !old && !listed.isEmpty();
      old = news || old;
      return news;
    }

    void fit(ObjectNode object, String where, Set<String> dropped) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (refused.contains(name) || (old && !listed.contains(name))) {
          object.remove(name);
          dropped.add(where + name);
        }
      }
    }
  }
}
