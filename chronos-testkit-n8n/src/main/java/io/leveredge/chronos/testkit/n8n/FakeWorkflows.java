package io.leveredge.chronos.testkit.n8n;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What the fake holds. Any thread may change it at any time, as people do. */
public final class FakeWorkflows {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /**
   * Pages are cut from the order of ids, which are random: a new workflow may come up anywhere.
   * (Within a page 2.8.4 has no order at all.)
   */
  private final Map<String, StoredWorkflow> byId = new TreeMap<>();

  private final StoredWorkflow.Ticks ticks = new StoredWorkflow.Ticks();
  private final AtomicLong numbers = new AtomicLong();
  private final N8nVersion version;

  FakeWorkflows(N8nVersion version) {
    this.version = version;
  }

  /**
   * Adds a workflow.
   *
   * @param posted as POST takes it, for example from {@link SampleWorkflows}
   * @return its id
   */
  public String add(String posted) {
    return create((ObjectNode) parse(posted)).id();
  }

  /** Adds so many small ones. */
  public FakeWorkflows addSamples(int count) {
    for (int i = 0; i < count; i++) {
      add(SampleWorkflows.scheduled("Sample %04d".formatted(numbers.incrementAndGet())));
    }
    return this;
  }

  /** Adds one that lists answer exactly so, byte for byte, whatever it is. */
  public synchronized void addVerbatim(String id, String json) {
    byId.put(id, StoredWorkflow.verbatim(id, json, ticks));
  }

  /** Removes one, whatever state it is in. */
  public synchronized void remove(String id) {
    byId.remove(id);
  }

  /** In the order of lists. */
  public synchronized List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /** As {@code GET /workflows/{id}} answers it. */
  public JsonNode json(String id) {
    return find(id).whole();
  }

  synchronized List<StoredWorkflow> all() {
    return new ArrayList<>(byId.values());
  }

  synchronized StoredWorkflow find(String id) {
    return Optional.ofNullable(byId.get(id))
        .orElseThrow(() -> new ApiAnswer.Refusal(404, "Not Found"));
  }

  synchronized StoredWorkflow create(ObjectNode posted) {
    return bring(UUID.randomUUID().toString().replace("-", "").substring(0, 16), posted);
  }

  synchronized StoredWorkflow bring(String id, ObjectNode posted) {
    StoredWorkflow created = StoredWorkflow.created(id, posted, version, ticks);
    byId.put(id, created);
    return created;
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new ApiAnswer.Refusal(400, String.valueOf(notJson.getOriginalMessage()));
    }
  }
}
