package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.restore.Restore;
import io.leveredge.chronos.ports.restore.RestoreJournal.Step;
import java.util.Map;

/** The lines of a restore's journal: each a JSON object with the field {@code event}. */
public final class RestoreNoteJson {
  private static final String RESTORE = "restore";
  private static final String STEP = "step";

  private RestoreNoteJson() {}

  /** What a line tells. */
  public sealed interface Note {
    /** All that is known of the restore now: that it began, what it has done so far, its end. */
    record Now(Restore restore) implements Note {}

    /** Which step it takes next. */
    record Next(Step step) implements Note {}
  }

  /** A line with its line break. */
  public static String write(Note note) {
    ObjectNode object = Json.NODES.objectNode();
    switch (note) {
      case Note.Now(Restore restore) -> {
        object.put("event", RESTORE);
        RestoreJson.write(restore, object);
      }
      case Note.Next(Step(Component component, Map<String, String> step)) -> {
        object.put("event", STEP);
        object.put("component", component.wire());
        object.set("step", Json.textObject(step));
      }
    }
    return Json.line(object);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is not one of these, for example because its writer
   *     died in the middle of it
   */
  public static Note read(String line) {
    JsonNode object = Json.parse(line);
    return switch (Json.text(object, "event")) {
      case RESTORE -> new Note.Now(RestoreJson.read(object));
      case STEP ->
          new Note.Next(
              new Step(
                  Json.word(object, "component", Component::fromWire),
                  Json.textMap(object, "step")));
      case String other -> throw new IllegalArgumentException("The event is unknown: " + other);
    };
  }
}
