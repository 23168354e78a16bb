package io.leveredge.chronos.api.backup;

import io.leveredge.chronos.domain.backup.BackupType;
import io.leveredge.chronos.domain.backup.Component;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every word that {@code POST /backup} takes. The words of older dialects (other names of fields,
 * other types) belong here and in {@link BackupRequestReader}, and nowhere else.
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

  /** The names of the fields. */
  static final List<String> FIELDS =
      List.of(TYPE, COMPONENTS, TARGET, REASON, LABEL, REQUESTED_BY, WAIT, ALLOW_PARTIAL);

  static final Map<String, BackupType> TYPES = table(BackupType.values(), BackupType::wire);

  static final Map<String, Component> COMPONENT_NAMES = table(Component.values(), Component::wire);

  private BackupWords() {}

  private static <T> Map<String, T> table(T[] values, Function<T, String> word) {
    Map<String, T> table = new LinkedHashMap<>();
    for (T value : values) {
      table.put(word.apply(value), value);
    }
    return Collections.unmodifiableMap(table);
  }
}
