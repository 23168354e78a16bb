package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What PUT and POST of a workflow take, in the words with which n8n refuses the rest. */
final class WorkflowRules {
  private static final List<String> NEEDED = List.of("name", "nodes", "connections", "settings");

  /** Of the settings, by the schema workflowSettings.yml of 2.8.4's public API. */
  private static final Set<String> SETTINGS_OF_2_8_4 =
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

  /** What 2.41.1 takes besides. */
  private static final Set<String> NEWER_SETTINGS =
      Set.of(
          "binaryMode",
          "credentialResolverId",
          "timeSavedMode",
          "redactionPolicy",
          "customTelemetryTags");

  /** Of a node, by node.yml of the public API. */
  private static final Set<String> NODE =
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

  private final N8nVersion version;
  private final WorkflowFields fields;

  WorkflowRules(N8nVersion version) {
    this.version = version;
    this.fields = WorkflowFields.of(version);
  }

  ObjectNode checkedPost(JsonNode body) {
    return checked(body);
  }

  ObjectNode checkedPut(JsonNode body) {
    if (version == N8nVersion.V2_41_1 && body instanceof ObjectNode workflow) {
      checked(workflow.deepCopy().without("description"));
      return workflow;
    }
    return checked(body);
  }

  private ObjectNode checked(JsonNode body) {
    if (!(body instanceof ObjectNode workflow)) {
      throw refused("request/body must be object");
    }
    for (String needed : NEEDED) {
      if (!workflow.has(needed)) {
        throw refused("request/body must have required property '" + needed + "'");
      }
    }
    refuse("request/body", workflow, fields.taken());
    refuse("request/body/settings", workflow.path("settings"), settings());
    for (int i = 0; i < workflow.path("nodes").size(); i++) {
      refuse("request/body/nodes/" + i, workflow.path("nodes").path(i), NODE);
    }
    return workflow;
  }

  private Set<String> settings() {
    Set<String> all = new HashSet<>(SETTINGS_OF_2_8_4);
    if (version == N8nVersion.V2_41_1) {
      all.addAll(NEWER_SETTINGS);
    }
    return all;
  }

  /** 2.8.4 says only where there is something that it does not know. */
  private void refuse(String where, JsonNode object, Set<String> taken) {
    List<String> unknown = new ArrayList<>();
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (where.equals("request/body") && fields.readOnly().contains(field)) {
                throw refused(where + "/" + field + " is read-only");
              }
              if (!taken.contains(field)) {
                unknown.add("'" + field + "'");
              }
            });
    if (!unknown.isEmpty()) {
      throw refused(
          where
              + switch (version) {
                case V2_8_4 -> " must NOT have additional properties";
                case V2_41_1 -> " Unrecognized key(s) in object: " + String.join(", ", unknown);
              });
    }
  }

  private static ApiAnswer.Refusal refused(String message) {
    return new ApiAnswer.Refusal(400, message);
  }
}
