package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.request.QueryParameters;
import io.leveredge.chronos.domain.backup.BackupId;
import io.leveredge.chronos.domain.backup.BackupState;
import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.backup.Tier;
import io.leveredge.chronos.engine.target.Targets;
import io.leveredge.chronos.ports.catalog.BackupQuery;
import io.micronaut.http.HttpParameters;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the parameters of {@code GET /backups}. */
final class ListQueryReader {
  static final List<String> PARAMETERS =
      List.of("target", "tier", "type", "holding", "status", "since", "until", "limit", "cursor");

  private static final int USUAL_PAGE = 50;
  private static final String EVERY_STATUS = "all";
  private static final String LEGACY = "legacy";

  /** With one of these not everything is asked for, and directories have none of it. */
  private static final List<String> NARROWING =
      List.of("target", "tier", "type", "holding", "since", "until", "cursor");

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private ListQueryReader() {}

  /**
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code UNKNOWN_FIELD} or {@code
   *     INVALID_FIELD}, naming the parameter
   */
  static ListQuery read(HttpParameters given, Targets targets) {
    QueryParameters parameters = QueryParameters.of(given, PARAMETERS);
    Optional<String> target =
        parameters.read("target", "a name of at most 200 characters", ListQueryReader::name);
    Optional<String> status = Optional.ofNullable(given.get("status"));
    Set<BackupState> states =
        parameters
            .read(
                "status",
                "'all', 'legacy' or states, with commas between them",
                ListQueryReader::states)
            .orElseGet(() -> EnumSet.of(BackupState.COMPLETED));
    BackupQuery backups =
        new BackupQuery(
            target.map(targets::filter),
            parameters.read("tier", "the name of a tier", Tier::parse),
            parameters.read("type", "a type of backup", BackupType::fromWire),
            parameters
                .read("holding", "database, workflows or config", Component::fromWire)
                .or(() -> wantedOf(target, given, targets)),
            states,
            parameters.read(
                "since",
                "a date or an instant such as 2026-01-19T14:30:00Z",
                ListQueryReader::instant),
            parameters.read(
                "until",
                "a date or an instant such as 2026-01-19T14:30:00Z",
                ListQueryReader::instant),
            parameters.read(
                "cursor", "the next_cursor of an earlier answer", ListQueryReader::cursor),
            parameters
                .read(
                    "limit",
                    "a number from 1 to " + BackupQuery.LARGEST_PAGE,
                    ListQueryReader::limit)
                .orElse(USUAL_PAGE));
    if (status.filter(LEGACY::equals).isPresent()) {
      return new ListQuery(Optional.empty(), true);
    }
    boolean everything =
        status.filter(EVERY_STATUS::equals).isPresent()
            && NARROWING.stream().noneMatch(given::contains);
    return new ListQuery(Optional.of(backups), everything);
  }

  /**
   * Who asks for a target's backups and says no more wants to put the target back: with a target
   * that has workflows, one without them is not what is meant.
   */
  private static Optional<Component> wantedOf(
      Optional<String> target, HttpParameters given, Targets targets) {
    if (target.isEmpty() || Stream.of("type", "tier", "status").anyMatch(given::contains)) {
      return Optional.empty();
    }
    return targets
        .meant(target)
        .filter(resolved -> resolved.target().has(Component.WORKFLOWS))
        .map(resolved -> Component.WORKFLOWS);
  }

  private static Optional<String> name(String text) {
    return Optional.of(text)
        .filter(it -> !it.isBlank() && it.length() <= BackupRequestReader.LONGEST_TEXT);
  }

  /** What callers get to name the page after this one; they are to make nothing of it. */
  static String cursor(BackupId next) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(next.value().getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<BackupId> cursor(String text) {
    try {
      byte[] id = Base64.getUrlDecoder().decode(text);
      return BackupId.parse(new String(id, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<Set<BackupState>> states(String text) {
    if (text.equals(EVERY_STATUS) || text.equals(LEGACY)) {
      return Optional.of(EnumSet.allOf(BackupState.class));
    }
    Set<BackupState> states = EnumSet.noneOf(BackupState.class);
    for (String word : text.split(",", -1)) {
      Optional<BackupState> state = BackupState.fromWire(word);
      if (state.isEmpty()) {
        return Optional.empty();
      }
      states.add(state.get());
    }
    return Optional.of(states);
  }

  /** A date is its beginning, in UTC. */
  private static Optional<Instant> instant(String text) {
    try {
      Instant instant =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      return Optional.of(instant).filter(it -> !it.isBefore(EARLIEST) && !it.isAfter(LATEST));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> limit(String text) {
    if (text.isEmpty()
        || text.length() > 4
        || !text.chars().allMatch(it -> it >= '0' && it <= '9')) {
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(text))
        .filter(it -> it >= 1 && it <= BackupQuery.LARGEST_PAGE);
  }
}
