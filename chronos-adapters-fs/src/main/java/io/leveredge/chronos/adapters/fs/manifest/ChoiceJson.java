package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import java.util.List;
import java.util.Set;

/** How a restore's components were asked for, as the field {@code choice}. */
final class ChoiceJson {
  private ChoiceJson() {}

  static JsonNode write(RestoreChoice choice) {
    var object = Json.NODES.objectNode();
    object.set("tables", write(choice.tables()));
    object.put("placement", choice.placement().wire());
    object.set("paths", Json.textArray(choice.paths()));
    object.set("workflows", Json.textArray(choice.workflows()));
    object.put("in_place", choice.inPlace());
    object.put("globals", choice.globals());
    object.put("delete_extra", choice.deleteExtra());
    object.put("safety_backup", choice.safetyBackup());
    return object;
  }

  private static JsonNode write(List<TableName> tables) {
    var array = Json.NODES.arrayNode();
    tables.forEach(
        table -> array.addObject().put("schema", table.schema()).put("name", table.name()));
    return array;
  }

  static RestoreChoice read(JsonNode from, Set<Component> components) {
    return new RestoreChoice(
        components,
        Json.list(from, "tables", ChoiceJson::readTable),
        Json.word(from, "placement", TablePlacement::fromWire),
        Json.texts(from, "paths"),
        Json.texts(from, "workflows"),
        Json.flag(from, "in_place"),
        Json.flag(from, "globals"),
        Json.flag(from, "delete_extra"),
        Json.flag(from, "safety_backup"));
  }

  private static TableName readTable(JsonNode from) {
    return new TableName(Json.text(from, "schema"), Json.text(from, "name"));
  }
}
