package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.TargetName;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.restore.RestoreId;
import io.leveredge.chronos.domain.restore.RestoreOrder;
import io.leveredge.chronos.domain.restore.RestoreState;

/** A restore, as fields of a line of its journal and of a backup's state. */
final class RestoreJson {
  private RestoreJson() {}

  static void write(Restore restore, ObjectNode into) {
    write(restore.order(), into);
    into.put("status", restore.state().wire());
    into.set("ended_at", Json.textOrNull(restore.endedAt().map(Object::toString)));
    into.set("safety_backup", Json.textOrNull(restore.safety().map(BackupId::value)));
    into.set("outcomes", OutcomeJson.write(restore.components()));
    into.set("failure", OutcomeJson.write(restore.problem()));
    into.set("undo_until", Json.textOrNull(restore.undoUntil().map(Object::toString)));
  }

  private static void write(RestoreOrder order, ObjectNode into) {
    into.put("restore_id", order.id().value());
    into.put("backup_id", order.backup().value());
    into.put("target", order.target().value());
    into.set(
        "components",
        Json.textArray(order.choice().components().stream().map(Component::wire).toList()));
    into.set("choice", ChoiceJson.write(order.choice()));
    into.set("undoes", Json.textOrNull(order.undoes().map(RestoreId::value)));
    into.put("dry_run", order.dryRun());
    into.set("reason", Json.textOrNull(order.reason()));
    into.put("requested_by", order.requestedBy());
    into.put("created_at", order.createdAt().toString());
  }

  static Restore read(JsonNode from) {
    return new Restore(
        readOrder(from),
        Json.word(from, "status", RestoreState::fromWire),
        Json.optionalInstant(from, "ended_at"),
        Json.optionalText(from, "safety_backup").map(BackupId::new),
        Json.list(from, "outcomes", OutcomeJson::read),
        OutcomeJson.readFailure(from),
        Json.optionalInstant(from, "undo_until"));
  }

  private static RestoreOrder readOrder(JsonNode from) {
    return new RestoreOrder(
        new RestoreId(new BackupId(Json.text(from, "restore_id"))),
        new BackupId(Json.text(from, "backup_id")),
        Json.word(from, "target", TargetName::parse),
        ChoiceJson.read(Json.field(from, "choice"), OrderJson.readComponents(from)),
        Json.optionalText(from, "undoes").map(id -> new RestoreId(new BackupId(id))),
        Json.flag(from, "dry_run"),
        Json.optionalText(from, "reason"),
        Json.text(from, "requested_by"),
        Json.instant(from, "created_at"));
  }
}
