package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every word that {@code POST /backup} takes, those of older dialects included. {@link
 * BackupRequestReader} says what each comes to; nothing else knows of them.
 */
final class BackupWords {
  static final String TYPE = "type";
  static final String COMPONENTS = "components";
  static final String TARGET = "target";
  static final String REASON = "reason";
  static final String LABEL = "label";
  static final String REQUESTED_BY = "requested_by";
  static final String WAIT = "wait";
  static final String ALLOW_PARTIAL = "allow_partial";

  /** Older words for the reason, used where there is none, or added to it. */
  static final String DESCRIPTION = "description";

  static final String NAME = "name";

  /** The older word for {@link #REQUESTED_BY}. */
  static final String TRIGGERED_BY = "triggered_by";

  /** One of the components, or the name of something that the caller is about to touch. */
  static final String COMPONENT = "component";

  /** What else a caller may call the thing it is about to touch. */
  static final String SERVICE = "service";

  static final String TIER = "tier";
  static final String TAG = "tag";

  /** The names of the fields that are for new callers. */
  static final List<String> FIELDS =
      List.of(TYPE, COMPONENTS, TARGET, REASON, LABEL, REQUESTED_BY, WAIT, ALLOW_PARTIAL);

  /** The names of the fields that older callers send. */
  static final List<String> OLDER_FIELDS =
      List.of(NAME, DESCRIPTION, TRIGGERED_BY, COMPONENT, SERVICE, TIER, TAG);

  /** Words for a full backup that say what it is for; each is kept as a label. */
  private static final List<String> OCCASIONS =
      List.of("pre-deploy", "pre-migration", "healing", "emergency", "manual");

  static final Map<String, Kind> TYPES = types();

  static final Map<String, Component> COMPONENT_NAMES = table(Component.values(), Component::wire);

  private BackupWords() {}

  /** What a word for a type comes to. */
  record Kind(BackupType type, Optional<String> occasion) {
    static final Kind FULL = new Kind(BackupType.FULL, Optional.empty());
  }

  private static Map<String, Kind> types() {
    Map<String, Kind> types = new LinkedHashMap<>();
    for (BackupType type : BackupType.values()) {
      types.put(type.wire(), new Kind(type, Optional.empty()));
    }
    for (String occasion : OCCASIONS) {
      types.put(occasion, new Kind(BackupType.FULL, Optional.of(occasion)));
    }
    return Collections.unmodifiableMap(types);
  }

  private static <T> Map<String, T> table(T[] values, Function<T, String> word) {
    Map<String, T> table = new LinkedHashMap<>();
    for (T value : values) {
      table.put(word.apply(value), value);
    }
    return Collections.unmodifiableMap(table);
  }
}
