package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Idempotency;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.backup.Tier;
import java.util.Optional;
import java.util.Set;

/** What was ordered, as fields of a manifest and of a journal's first line. */
final class OrderJson {
  private OrderJson() {}

  static void write(BackupOrder order, ObjectNode into) {
    into.put("backup_id", order.id().value());
    into.put("type", order.type().wire());
    into.put("tier", order.tier().name());
    into.put("target", order.target().value());
    into.set(
        "components", Json.textArray(order.components().stream().map(Component::wire).toList()));
    into.set("labels", Json.textArray(order.labels()));
    into.set("reason", Json.textOrNull(order.reason()));
    into.put("requested_by", order.requestedBy());
    into.put("created_at", order.createdAt().toString());
    into.put("expires_at", order.expiresAt().toString());
    into.set(
        "idempotency", order.idempotency().map(OrderJson::write).orElseGet(Json.NODES::nullNode));
  }

  private static JsonNode write(Idempotency idempotency) {
    return Json.NODES
        .objectNode()
        .put("key", idempotency.key())
        .put("request_sha256", idempotency.request().hex());
  }

  static BackupOrder read(JsonNode from) {
    return new BackupOrder(
        new BackupId(Json.text(from, "backup_id")),
        Json.word(from, "type", BackupType::fromWire),
        Json.word(from, "tier", Tier::parse),
        Json.word(from, "target", TargetName::parse),
        readComponents(from),
        Json.list(from, "labels", JsonNode::asText),
        Json.optionalText(from, "reason"),
        Json.text(from, "requested_by"),
        Json.instant(from, "created_at"),
        Json.instant(from, "expires_at"),
        from.hasNonNull("idempotency")
            ? Optional.of(readIdempotency(from.get("idempotency")))
            : Optional.empty());
  }

  static Set<Component> readComponents(JsonNode from) {
    return Set.copyOf(Json.list(from, "components", OrderJson::component));
  }

  private static Component component(JsonNode word) {
    return Component.fromWire(word.asText())
        .orElseThrow(
            () -> new IllegalArgumentException("The component " + word + " is unknown here"));
  }

  private static Idempotency readIdempotency(JsonNode from) {
    return new Idempotency(Json.text(from, "key"), new Sha256(Json.text(from, "request_sha256")));
  }
}
