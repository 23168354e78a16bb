package io.leveredge.chronos.adapters.fs.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import io.leveredge.chronos.ports.storage.StateFormat;
import java.util.List;

/**
 * {@code state.jsonl.gz}: lines of JSON, each with a {@code kind}. A {@code header}, then a line
 * for each thing known, then an {@code end} with their numbers. Kinds that are unknown here are
 * passed over; a kind that means something else than it did raises the format.
 */
public final class JsonLinesState implements StateFormat {
  static final int FORMAT = 1;

  static final String KIND = "kind";
  static final String HEADER = "header";
  static final String LACKING = "lacking";
  static final String RUN = "run";
  static final String DELETION = "deletion";
  static final String RESTORE = "restore";
  static final String END = "end";

  @Override
  public byte[] write(OwnState state) {
    StringBuilder lines = new StringBuilder();
    lines.append(Json.line(header(state)));
    state.lacking().forEach(what -> lines.append(Json.line(line(LACKING).put("what", what))));
    state.runs().forEach(run -> lines.append(Json.line(run(run))));
    state.deletions().forEach(deletion -> lines.append(Json.line(deletion(deletion))));
    state.restores().forEach(restore -> lines.append(Json.line(restore(restore))));
    // Schedules, policies and holds will be lines of further kinds here.
    lines.append(
        Json.line(
            line(END)
                .put("lacking", state.lacking().size())
                .put("runs", state.runs().size())
                .put("deletions", state.deletions().size())
                .put("restores", state.restores().size())));
    return lines.toString().getBytes(UTF_8);
  }

  private static ObjectNode line(String kind) {
    return Json.NODES.objectNode().put(KIND, kind);
  }

  private static JsonNode header(OwnState state) {
    ObjectNode header = line(HEADER);
    header.put("format", FORMAT);
    header.put("written_at", state.writtenAt().toString());
    header.set(
        "previous", state.previous().map(JsonLinesState::link).orElseGet(Json.NODES::nullNode));
    header.put("complete", state.complete());
    return header;
  }

  private static JsonNode link(OwnState.Link link) {
    return Json.NODES
        .objectNode()
        .put("backup_id", link.id().value())
        .put("manifest_sha256", link.manifest().hex());
  }

  private static JsonNode run(Backup run) {
    ObjectNode line = line(RUN);
    OrderJson.write(run.order(), line);
    RunJson.write(run.outcome(), line);
    return line;
  }

  private static JsonNode deletion(Deletion deletion) {
    return line(DELETION)
        .put("backup_id", deletion.id().value())
        .put("by", deletion.by())
        .put("at", deletion.at().toString());
  }

  private static JsonNode restore(Restore restore) {
    ObjectNode line = line(RESTORE);
    RestoreJson.write(restore, line);
    return line;
  }

  @Override
  public OwnState read(byte[] plain) {
    try {
      List<String> lines = new String(plain, UTF_8).lines().toList();
      StateReading reading = new StateReading();
      lines.forEach(reading::line);
      return reading.whole();
    } catch (IllegalArgumentException wrong) {
      throw new ChronosException(
          ErrorCode.BACKUP_CORRUPT,
          OwnState.ARTIFACT + " cannot be understood: " + wrong.getMessage(),
          wrong);
    }
  }
}
