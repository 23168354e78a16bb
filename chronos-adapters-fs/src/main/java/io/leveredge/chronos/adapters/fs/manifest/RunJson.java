package io.leveredge.chronos.adapters.fs.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.backup.Backup.Outcome;
import io.leveredge.chronos.domain.backup.BackupOrder;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.ports.system.ChildIdentity;

/** The lines of a run's journal: each a JSON object with the field {@code event}. */
public final class RunJson {
  private static final String BEGUN = "begun";
  private static final String STARTED = "started";
  private static final String ENDED = "ended";

  private RunJson() {}

  /** What a line tells. */
  public sealed interface Event {
    /** A run began. */
    record Begun(BackupOrder order) implements Event {}

    /** It started a process. */
    record Started(ChildIdentity child) implements Event {}

    /** It ended like that. */
    record Ended(Outcome outcome) implements Event {}
  }

  /** A line with its line break. */
  public static String write(Event event) {
    ObjectNode object = Json.NODES.objectNode();
    switch (event) {
      case Event.Begun(BackupOrder order) -> {
        object.put("event", BEGUN);
        OrderJson.write(order, object);
      }
      case Event.Started(ChildIdentity child) -> {
        object.put("event", STARTED);
        object.put("pid", child.pid());
        object.put("start_ticks", child.startTicks());
        child.boot().ifPresent(boot -> object.put("boot_id", boot));
      }
      case Event.Ended(Outcome outcome) -> {
        object.put("event", ENDED);
        write(outcome, object);
      }
    }
    return Json.line(object);
  }

  /** How a run ended, as fields of a line. */
  static void write(Outcome outcome, ObjectNode object) {
    switch (outcome) {
      case Outcome.Running running ->
          throw new IllegalArgumentException("A run that ended is not running");
      case Outcome.Published published -> {
        object.put("status", published.state().wire());
        object.put("at", published.completedAt().toString());
        object.put("directory", published.directory());
        object.put("manifest_sha256", published.manifest().hex());
        object.set("results", ResultJson.write(published.components()));
      }
      case Outcome.Unfinished unfinished -> {
        object.put("status", unfinished.state().wire());
        object.put("at", unfinished.at().toString());
        object.put("code", unfinished.code().wire());
        object.put("problem", unfinished.problem());
      }
    }
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is not one of these, for example because its writer
   *     died in the middle of it
   */
  public static Event read(String line) {
    JsonNode object = Json.parse(line);
    return switch (Json.text(object, "event")) {
      case BEGUN -> new Event.Begun(OrderJson.read(object));
      case STARTED ->
          new Event.Started(
              new ChildIdentity(
                  Json.number(object, "pid"),
                  Json.number(object, "start_ticks"),
                  Json.optionalText(object, "boot_id")));
      case ENDED -> new Event.Ended(readOutcome(object));
      case String other -> throw new IllegalArgumentException("The event is unknown: " + other);
    };
  }

  static Outcome readOutcome(JsonNode object) {
    BackupState state = Json.word(object, "status", BackupState::fromWire);
    return object.hasNonNull("directory")
        ? new Outcome.Published(
            state,
            Json.instant(object, "at"),
            ResultJson.read(object),
            Json.text(object, "directory"),
            new Sha256(Json.text(object, "manifest_sha256")))
        : new Outcome.Unfinished(
            state,
            Json.instant(object, "at"),
            Json.code(object, "code"),
            Json.text(object, "problem"));
  }
}
