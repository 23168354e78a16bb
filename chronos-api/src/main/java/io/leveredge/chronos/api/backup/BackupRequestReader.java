package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.api.json.JsonFields;
import io.leveredge.chronos.domain.backup.Component;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the body of {@code POST /backup}, in whatever dialect it is. */
final class BackupRequestReader {
  static final int LONGEST_REASON = 2000;
  static final int LONGEST_TEXT = 200;

  private static final List<String> KNOWN =
      Stream.concat(BackupWords.FIELDS.stream(), BackupWords.OLDER_FIELDS.stream()).toList();

  private final JsonFields body;

  private BackupRequestReader(JsonFields body) {
    this.body = body;
  }

  /**
   * @throws io.leveredge.chronos.domain.fault.ChronosException {@code UNKNOWN_FIELD} or {@code
   *     INVALID_FIELD}, naming the field
   */
  static BackupCall read(JsonFields body) {
    body.requireOnly(KNOWN);
    return new BackupRequestReader(body).call();
  }

  private BackupCall call() {
    BackupWords.Kind kind =
        body.word(BackupWords.TYPE, BackupWords.TYPES).orElse(BackupWords.Kind.FULL);
    return new BackupCall(
        kind.type(),
        components(),
        text(BackupWords.TARGET),
        reason(),
        labels(kind),
        text(BackupWords.REQUESTED_BY).or(() -> text(BackupWords.TRIGGERED_BY)),
        body.flag(BackupWords.WAIT).orElse(true),
        body.flag(BackupWords.ALLOW_PARTIAL).orElse(false));
  }

  /** A component that is none of ours leaves the choice open: the caller gets more, never less. */
  private Set<Component> components() {
    Set<Component> wanted = EnumSet.noneOf(Component.class);
    wanted.addAll(body.words(BackupWords.COMPONENTS, BackupWords.COMPONENT_NAMES));
    text(BackupWords.COMPONENT).flatMap(Component::fromWire).ifPresent(wanted::add);
    return wanted;
  }

  /** Everything that says why, the plainest first. */
  private Optional<String> reason() {
    String reason =
        Stream.of(BackupWords.REASON, BackupWords.DESCRIPTION, BackupWords.NAME)
            .flatMap(field -> body.text(field, LONGEST_REASON).stream())
            .distinct()
            .collect(Collectors.joining("; "));
    return Optional.of(reason).filter(text -> !text.isEmpty());
  }

  private List<String> labels(BackupWords.Kind kind) {
    Optional<String> component =
        text(BackupWords.COMPONENT).filter(word -> Component.fromWire(word).isEmpty());
    return Stream.of(
            text(BackupWords.LABEL),
            kind.occasion(),
            component,
            text(BackupWords.SERVICE),
            text(BackupWords.TAG),
            text(BackupWords.TIER))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> text(String field) {
    return body.text(field, LONGEST_TEXT);
  }
}
