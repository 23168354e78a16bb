package io.leveredge.chronos.testkit.n8n;

import java.util.Set;

/**
 * What a version does with the fields of a workflow.
 *
 * @param readOnly those that PUT and POST refuse as "read-only"
 * @param taken those that PUT and POST take; 2.41 takes a description too, with PUT only
 * @param leftOutOfLists those that GET of one workflow answers and the list does not
 */
record WorkflowFields(Set<String> readOnly, Set<String> taken, Set<String> leftOutOfLists) {
  private static final WorkflowFields OF_2_8_4 =
      new WorkflowFields(
          Set.of("id", "active", "createdAt", "updatedAt", "tags", "activeVersion"),
          Set.of("name", "nodes", "connections", "settings", "staticData", "shared"),
          Set.of("description", "versionCounter"));
  private static final WorkflowFields OF_2_41_1 =
      new WorkflowFields(
          Set.of(
              "id",
              "active",
              "createdAt",
              "updatedAt",
              "tags",
              "activeVersion",
              "isArchived",
              "meta",
              "versionId",
              "triggerCount"),
          Set.of(
              "name",
              "nodes",
              "connections",
              "settings",
              "staticData",
              "shared",
              "pinData",
              "nodeGroups",
              "parentFolderId"),
          Set.of("description", "versionCounter", "sourceWorkflowId"));

  WorkflowFields {
    readOnly = Set.copyOf(readOnly);
    taken = Set.copyOf(taken);
    leftOutOfLists = Set.copyOf(leftOutOfLists);
  }

  static WorkflowFields of(N8nVersion version) {
    return switch (version) {
      case V2_8_4 -> OF_2_8_4;
      case V2_41_1 -> OF_2_41_1;
    };
  }
}
