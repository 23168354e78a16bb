package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** n8n's public API over what the fake holds. */
final class FakeApi {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 250;

  private final N8nVersion version;
  private final FakeWorkflows workflows;
  private final FakeCredentials credentials;
  private final FakeFaults faults;
  private final WorkflowRules rules;
  private final Map<String, ObjectNode> tags = new LinkedHashMap<>();
  private int lastTag;

  FakeApi(
      N8nVersion version, FakeWorkflows workflows, FakeCredentials credentials, FakeFaults faults) {
    this.version = version;
    this.workflows = workflows;
    this.credentials = credentials;
    this.faults = faults;
    this.rules = new WorkflowRules(version);
  }

  ApiAnswer answer(ApiRequest request) {
    return switch (request.route()) {
      case "GET workflows" -> {
        faults.pageBegins();
        yield page(
            request, workflows.all().stream().map(workflow -> workflow.listed(version)).toList());
      }
      case "GET workflows/:id" -> ApiAnswer.ok(workflows.find(request.id()).whole());
      case "POST workflows" ->
          ApiAnswer.ok(
              workflows
                  .create(
                      credentials.replacedIn(
                          rules.checkedPost(FakeWorkflows.parse(request.body()))))
                  .whole());
      case "POST n8n-packages/import" -> importPackage(FakeWorkflows.parse(request.body()));
      case "PUT workflows/:id" -> put(request);
      case "DELETE workflows/:id" -> delete(workflows.find(request.id()));
      case "POST workflows/:id/activate" -> activate(workflows.find(request.id()), true);
      case "POST workflows/:id/deactivate" -> activate(workflows.find(request.id()), false);
      case "POST workflows/:id/archive" -> archive(workflows.find(request.id()), true);
      case "POST workflows/:id/unarchive" -> archive(workflows.find(request.id()), false);
      case "GET workflows/:id/tags" ->
          ApiAnswer.ok(workflows.find(request.id()).whole().path("tags"));
      case "PUT workflows/:id/tags" -> tag(workflows.find(request.id()), request.body());
      case "DELETE tags/:id" -> deleteTag(request.id());
      case "GET tags" -> page(request, listedTags());
      case "POST tags" -> createTag(FakeWorkflows.parse(request.body()));
      case "GET credentials" ->
          page(request, credentials.all().stream().map(ObjectNode::toString).toList());
      case "POST credentials" ->
          ApiAnswer.ok(credentials.create(FakeWorkflows.parse(request.body())));
      default -> ApiAnswer.problem(405, request.method() + " method not allowed");
    };
  }

  private ApiAnswer page(ApiRequest request, List<String> all) {
    ListCursor at = at(request);
    int from = Math.min(at.offset(), all.size());
    // At limit 0 everything comes, with a cursor to the same again: such a list never ends.
    int to = at.limit() == 0 ? all.size() : Math.min(at.offset() + at.limit(), all.size());
    List<String> page = all.subList(from, to);
    String next = at.next().offset() < all.size() ? '"' + at.next().text() + '"' : "null";
    if (request.sameCursor()) {
      next = '"' + request.query().getOrDefault("cursor", at.text()) + '"';
    }
    return new ApiAnswer(
        200, "{\"data\":[" + String.join(",", page) + "],\"nextCursor\":" + next + "}");
  }

  private ListCursor at(ApiRequest request) {
    if (request.query().containsKey("cursor")) {
      return ListCursor.parse(request.query().get("cursor"));
    }
    String limitText = request.query().getOrDefault("limit", "" + USUAL_PAGE);
    if (!limitText.matches("\\d{1,9}")) {
      throw new ApiAnswer.Refusal(
          400, "request/query/limit Param `limit` must be a non-negative integer");
    }
    int limit = Integer.parseInt(limitText);
    if (limit > LARGEST_PAGE && version.refusesTooLargePages()) {
      throw new ApiAnswer.Refusal(400, "request/query/limit must be <= " + LARGEST_PAGE);
    }
    return new ListCursor(Math.min(limit, LARGEST_PAGE), 0);
  }

  /** What the key may do; 2.8.4 does not know the request. */
  ApiAnswer discover(Set<String> scopes) {
    if (version == N8nVersion.V2_8_4) {
      throw new ApiAnswer.Refusal(404, "not found");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = answer.putObject("data").putArray("scopes");
    scopes.stream().sorted().forEach(listed::add);
    return ApiAnswer.ok(answer);
  }

  /** One workflow, to come under its own id and over nothing; the real one can do more. */
  private ApiAnswer importPackage(JsonNode form) {
    if (!version.importsPackages()) {
      throw new ApiAnswer.Refusal(404, "not found");
    }
    if (!(form.path("package") instanceof ObjectNode workflow)) {
      throw new ApiAnswer.Refusal(415, "unsupported media type application/json");
    }
    String id = workflow.path("id").asText();
    if (workflows.ids().contains(id)) {
      throw new ApiAnswer.Refusal(
          409, "Import blocked: 1 issue(s) must be resolved before the package can be imported.");
    }
    workflows.bring(id, workflow);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putArray("workflows")
        .addObject()
        .put("sourceWorkflowId", id)
        .put("localId", id)
        .put("status", "created");
    return ApiAnswer.ok(answer);
  }

  private ApiAnswer put(ApiRequest request) {
    boolean drafts = request.query().containsKey("publishIfActive");
    if (drafts && version == N8nVersion.V2_8_4) {
      throw new ApiAnswer.Refusal(400, "Unknown query parameter 'publishIfActive'");
    }
    StoredWorkflow workflow = workflows.find(request.id());
    refuseArchived(workflow, "update");
    ObjectNode body = credentials.replacedIn(rules.checkedPut(FakeWorkflows.parse(request.body())));
    workflow.update(body, !"false".equals(request.query().get("publishIfActive")));
    return ApiAnswer.ok(workflow.whole());
  }

  private ApiAnswer delete(StoredWorkflow workflow) {
    if (version.guardsDeletion() && workflow.is("active")) {
      throw new ApiAnswer.Refusal(
          409, "Cannot delete a published workflow. Unpublish it before deleting.");
    }
    if (version.guardsDeletion() && workflow.wasActiveLately()) {
      throw new ApiAnswer.Refusal(
          409, "Workflow is still being unpublished. Please try again in a few moments.");
    }
    JsonNode gone = workflow.whole();
    workflows.remove(workflow.id());
    return ApiAnswer.ok(gone);
  }

  private ApiAnswer activate(StoredWorkflow workflow, boolean active) {
    if (active) {
      refuseArchived(workflow, "activate");
      workflow.refuseWithoutTrigger();
    }
    workflow.activate(active);
    return ApiAnswer.ok(workflow.whole());
  }

  private ApiAnswer archive(StoredWorkflow workflow, boolean archived) {
    if (!version.guardsDeletion()) {
      throw new ApiAnswer.Refusal(405, "POST method not allowed");
    }
    workflow.archive(archived);
    return ApiAnswer.ok(workflow.whole());
  }

  private static void refuseArchived(StoredWorkflow workflow, String verb) {
    if (workflow.is("isArchived")) {
      throw new ApiAnswer.Refusal(400, "Cannot " + verb + " an archived workflow.");
    }
  }

  private ApiAnswer tag(StoredWorkflow workflow, String body) {
    List<ObjectNode> chosen = new ArrayList<>();
    synchronized (tags) {
      for (JsonNode tag : FakeWorkflows.parse(body)) {
        ObjectNode known = tags.get(tag.path("id").asText());
        if (known == null) {
          throw new ApiAnswer.Refusal(404, "Some tags not found");
        }
        chosen.add(known);
      }
    }
    workflow.tag(chosen);
    return ApiAnswer.ok(workflow.whole().path("tags"));
  }

  private ApiAnswer createTag(JsonNode posted) {
    if (posted.has("id")) {
      throw new ApiAnswer.Refusal(400, "request/body/id is read-only");
    }
    String name = posted.path("name").asText();
    synchronized (tags) {
      if (tags.values().stream().anyMatch(tag -> tag.path("name").asText().equals(name))) {
        throw new ApiAnswer.Refusal(409, "Tag already exists");
      }
      String id = "tag%013d".formatted(++lastTag);
      ObjectNode tag = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
      tags.put(id, tag);
      return ApiAnswer.created(tag);
    }
  }

  private ApiAnswer deleteTag(String id) {
    synchronized (tags) {
      return Optional.ofNullable(tags.remove(id))
          .map(ApiAnswer::ok)
          .orElseThrow(() -> new ApiAnswer.Refusal(404, "Not Found"));
    }
  }

  private List<String> listedTags() {
    synchronized (tags) {
      return tags.values().stream().map(ObjectNode::toString).toList();
    }
  }
}
