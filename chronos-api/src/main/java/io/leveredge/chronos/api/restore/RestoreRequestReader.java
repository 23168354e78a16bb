package io.leveredge.chronos.api.restore;

import io.leveredge.chronos.api.json.JsonFields;
import io.leveredge.chronos.domain.access.Principal;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.PlanPage;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.leveredge.chronos.engine.restore.RestoreRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the body of {@code POST /restore/{backup_id}}. */
final class RestoreRequestReader {
  static final List<String> FIELDS =
      List.of(
          "components",
          "dry_run",
          "plan_token",
          "target",
          "tables",
          "tables_go",
          "paths",
          "workflow_ids",
          "in_place",
          "globals",
          "delete_extra",
          "safety_backup",
          "allow_partial",
          "changes_from",
          "changes_limit",
          "reason",
          "wait");

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_PATH = 4096;
  private static final int MOST_PARTS = 1000;
  private static final Map<String, Component> COMPONENTS =
      Arrays.stream(Component.values())
          .collect(Collectors.toMap(Component::wire, Function.identity()));
  private static final Map<String, TablePlacement> PLACES =
      Arrays.stream(TablePlacement.values())
          .collect(Collectors.toMap(TablePlacement::wire, Function.identity()));

  private final JsonFields body;

  private RestoreRequestReader(JsonFields body) {
    this.body = body;
  }

  /**
   * Reads it.
   *
   * @throws ChronosException {@code UNKNOWN_FIELD} or {@code INVALID_FIELD}, naming the field
   */
  static RestoreCall read(BackupId backup, JsonFields body, Principal caller) {
    body.requireOnly(FIELDS);
    return new RestoreRequestReader(body).call(backup, caller);
  }

  private RestoreCall call(BackupId backup, Principal caller) {
    return new RestoreCall(
        new RestoreRequest(
            backup,
            body.text("target", LONGEST_TEXT),
            choice(),
            flag("allow_partial", false),
            body.text("plan_token", LONGEST_TEXT),
            body.text("reason", LONGEST_REASON),
            caller),
        flag("dry_run", false),
        new PlanPage(
            body.number("changes_from", 0, Integer.MAX_VALUE).orElse(PlanPage.FIRST.from()),
            Math.toIntExact(
                body.number("changes_limit", 1, 1000).orElse((long) PlanPage.FIRST.limit()))),
        flag("wait", true));
  }

  private RestoreChoice choice() {
    Set<Component> components = EnumSet.noneOf(Component.class);
    components.addAll(body.words("components", COMPONENTS));
    return new RestoreChoice(
        components,
        body.texts("tables", LONGEST_TEXT, MOST_PARTS).stream()
            .map(RestoreRequestReader::table)
            .toList(),
        body.word("tables_go", PLACES).orElse(TablePlacement.BESIDE),
        body.texts("paths", LONGEST_PATH, MOST_PARTS).stream()
            .map(RestoreRequestReader::path)
            .toList(),
        body.texts("workflow_ids", LONGEST_TEXT, MOST_PARTS),
        flag("in_place", false),
        flag("globals", false),
        flag("delete_extra", false),
        flag("safety_backup", true));
  }

  private boolean flag(String field, boolean otherwise) {
    return body.flag(field).orElse(otherwise);
  }

  private static TableName table(String text) {
    return TableName.parse(text)
        .orElseThrow(() -> invalid("tables", "'" + text + "' is no name of a table"));
  }

  /** It is compared with the names in the backup and never opened. */
  private static String path(String text) {
    boolean plain =
        text.startsWith("/")
            && Arrays.stream(text.split("/", -1))
                .noneMatch(segment -> segment.equals("..") || segment.equals("."));
    if (!plain) {
      throw invalid("paths", "'" + text + "' is no absolute path without '.' and '..'");
    }
    return text;
  }

  private static ChronosException invalid(String field, String what) {
    return new ChronosException(ErrorCode.INVALID_FIELD, what).with("field", field);
  }
}
