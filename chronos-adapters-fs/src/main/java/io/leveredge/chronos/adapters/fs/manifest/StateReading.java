package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.domain.state.Deletion;
import io.leveredge.chronos.domain.state.OwnState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a state so far. What is wrong with one is an {@link IllegalArgumentException}. */
final class StateReading {
  private final List<String> lacking = new ArrayList<>();
  private final List<Backup> runs = new ArrayList<>();
  private final List<Deletion> deletions = new ArrayList<>();
  private final List<Restore> restores = new ArrayList<>();
  private Optional<JsonNode> header = Optional.empty();
  private boolean ended;

  /** Takes the next line. */
  void line(String text) {
    JsonNode line = Json.parse(text);
    switch (Json.text(line, JsonLinesState.KIND)) {
      case JsonLinesState.HEADER -> header(line);
      case JsonLinesState.LACKING -> lacking.add(Json.text(line, "what"));
      case JsonLinesState.RUN ->
          runs.add(new Backup(OrderJson.read(line), RunJson.readOutcome(line)));
      case JsonLinesState.DELETION -> deletions.add(deletion(line));
      case JsonLinesState.RESTORE -> restores.add(RestoreJson.read(line));
      case JsonLinesState.END -> end(line);
      default -> {} // Of a later version.
    }
  }

  private void header(JsonNode line) {
    long format = Json.number(line, "format");
    if (format > JsonLinesState.FORMAT) {
      throw new IllegalArgumentException("it has the newer format " + format);
    }
    header = Optional.of(line);
  }

  private static Deletion deletion(JsonNode line) {
    return new Deletion(
        new BackupId(Json.text(line, "backup_id")),
        Json.text(line, "by"),
        Json.instant(line, "at"));
  }

  private void end(JsonNode line) {
    ended =
        Json.number(line, "lacking") == lacking.size()
            && Json.number(line, "runs") == runs.size()
            && Json.number(line, "deletions") == deletions.size()
            && numberOfRestores(line) == restores.size();
  }

  /** None where it was written before there was a log of restores. */
  private static long numberOfRestores(JsonNode end) {
    return end.has("restores") ? Json.number(end, "restores") : 0;
  }

  /** What the lines add up to. */
  OwnState whole() {
    if (header.isEmpty() || !ended) {
      throw new IllegalArgumentException("it is cut short");
    }
    JsonNode head = header.get();
    return new OwnState(
        Json.instant(head, "written_at"),
        head.hasNonNull("previous") ? Optional.of(link(head.get("previous"))) : Optional.empty(),
        lacking,
        runs,
        deletions,
        restores);
  }

  private static OwnState.Link link(JsonNode from) {
    return new OwnState.Link(
        new BackupId(Json.text(from, "backup_id")), new Sha256(Json.text(from, "manifest_sha256")));
  }
}
