package io.leveredge.chronos.testkit.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.testkit.n8n.N8nCalls.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a backup relies on: lists to their ends, and what they say. */
public abstract class N8nReadingContract extends N8nContract {
  @Test
  void aListGoesOnAtItsCursorUntilThereIsNone() {
    Set<String> wanted = Set.of(create("one"), create("two"), create("three"));
    assertThat(listed("?limit=2")).containsAll(wanted).doesNotHaveDuplicates();
  }

  @Test
  void aPageHoldsNoMoreThanItsLimit() {
    create("one");
    create("two");
    JsonNode page = calls.get("/workflows?limit=1").json();
    assertThat(page.path("data")).hasSize(1);
    assertThat(page.path("nextCursor").isTextual()).isTrue();
  }

  @Test
  void theEndOfAListIsANullCursor() {
    JsonNode page = calls.get("/workflows?limit=250").json();
    assertThat(page.has("nextCursor") && page.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void aPageOfMoreThan250IsRefusedOrCutByVersion() {
    int expected = n8n().version().refusesTooLargePages() ? 400 : 200;
    assertThat(calls.get("/workflows?limit=251").status()).isEqualTo(expected);
  }

  @Test
  void aPageOfNoneLeadsToItselfForEver() {
    create("one");
    assertThat(calls.get("/workflows?limit=0").json().path("nextCursor").isTextual()).isTrue();
  }

  @Test
  void aCursorThatIsNoneIsRefused() {
    assertThat(calls.get("/workflows?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void aDeletionBetweenTwoPagesHidesAWorkflow() {
    for (int i = 0; i < 4; i++) {
      create("number " + i);
    }
    JsonNode first = calls.get("/workflows?limit=2").json();
    Set<String> seen = new HashSet<>(ids(first));
    calls.delete("/workflows/" + ids(first).get(0));
    seen.addAll(listed("?limit=2&cursor=" + first.path("nextCursor").asText()));
    assertThat(listed("?limit=250")).anyMatch(there -> !seen.contains(there));
  }

  @Test
  void withoutAKeyOrWithAWrongOneNothingIsTold() {
    assertThat(new N8nCalls(n8n().url(), "").get("/workflows").status()).isEqualTo(401);
    assertThat(new N8nCalls(n8n().url(), "wrong").get("/workflows").status()).isEqualTo(401);
  }

  @Test
  void whatTheListLeavesOutIsOnlyInTheAnswerOfOne() {
    String id = create("one");
    JsonNode one = one(id);
    JsonNode listed = inList(id);
    for (String field : WorkflowFields.of(n8n().version()).leftOutOfLists()) {
      assertThat(one.has(field)).as(field).isTrue();
      assertThat(listed.has(field)).as(field).isFalse();
    }
    for (String field : List.of("id", "name", "nodes", "connections", "settings", "active")) {
      assertThat(listed.get(field)).as(field).isEqualTo(one.get(field));
    }
  }

  @Test
  void credentialsAreListedWithoutTheirSecrets() {
    String posted =
        """
        {"name":"Of the contract","type":"httpHeaderAuth",
         "data":{"name":"Authorization","value":"the-hidden-secret"}}\
        """;
    assertThat(calls.post("/credentials", posted).status()).isEqualTo(200);
    Result list = calls.get("/credentials?limit=250");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body()).doesNotContain("the-hidden-secret");
    assertThat(list.json().path("data"))
        .anySatisfy(
            credential -> {
              assertThat(credential.path("id").asText()).isNotEmpty();
              assertThat(credential.path("name").asText()).isEqualTo("Of the contract");
              assertThat(credential.path("type").asText()).isEqualTo("httpHeaderAuth");
            });
  }
}
