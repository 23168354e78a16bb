package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What PUT and POST of a workflow take, in the words with which n8n refuses the rest. */
final class WorkflowRules {
  private static final List<String> NEEDED = List.of("name", "nodes", "connections", "settings");

  /** Of the settings, by the schema workflowSettings.yml of the public API. */
  private static final Set<String> SETTINGS =
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

  private final N8nVersion version;
  private final WorkflowFields fields;

  WorkflowRules(N8nVersion version) {
    this.version = version;
    this.fields = WorkflowFields.of(version);
  }

  ObjectNode checkedPost(JsonNode body) {
    return checked(body, fields.taken());
  }

  ObjectNode checkedPut(JsonNode body) {
    if (version == N8nVersion.V2_41_1 && body instanceof ObjectNode workflow) {
      checked(workflow.deepCopy().without("description"), fields.taken());
      return workflow;
    }
    return checked(body, fields.taken());
  }

  private ObjectNode checked(JsonNode body, Set<String> taken) {
    if (!(body instanceof ObjectNode workflow)) {
      throw refused("request/body must be object");
    }
    for (String needed : NEEDED) {
      if (!workflow.has(needed)) {
        throw refused("request/body must have required property '" + needed + "'");
      }
    }
    workflow
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (fields.readOnly().contains(field)) {
                throw refused("request/body/" + field + " is read-only");
              }
              if (!taken.contains(field)) {
                throw unknown("request/body", field);
              }
            });
    workflow
        .path("settings")
        .fieldNames()
        .forEachRemaining(
            setting -> {
              if (!SETTINGS.contains(setting)) {
                throw unknown("request/body/settings", setting);
              }
            });
    return workflow;
  }

  private ApiAnswer.Refusal unknown(String where, String field) {
    return refused(
        where
            + switch (version) {
              case V2_8_4 -> " must NOT have additional properties";
              case V2_41_1 -> " Unrecognized key(s) in object: '" + field + "'";
            });
  }

  private static ApiAnswer.Refusal refused(String message) {
    return new ApiAnswer.Refusal(400, message);
  }
}
