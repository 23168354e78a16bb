package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.Component;
import io.leveredge.chronos.domain.inventory.TableName;
import io.leveredge.chronos.domain.restore.RestoreChoice;
import io.leveredge.chronos.domain.restore.TablePlacement;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The column {@code choice}. Empty lists may be left out; the components have their own column. */
@Serdeable(naming = SnakeCaseStrategy.class)
record ChoiceJson(
    @Nullable List<TableJson> tables,
    String placement,
    @Nullable List<String> paths,
    @Nullable List<String> workflows,
    boolean inPlace,
    boolean globals,
    boolean deleteExtra,
    boolean safetyBackup) {

  static ChoiceJson from(RestoreChoice choice) {
    return new ChoiceJson(
        choice.tables().stream().map(TableJson::from).toList(),
        choice.placement().wire(),
        choice.paths().stream().map(StorableText::of).toList(),
        choice.workflows().stream().map(StorableText::of).toList(),
        choice.inPlace(),
        choice.globals(),
        choice.deleteExtra(),
        choice.safetyBackup());
  }

  /**
   * @throws IllegalArgumentException when a word is unknown
   * @throws NullPointerException when one is missing
   */
  RestoreChoice toChoice(Set<Component> components) {
    return new RestoreChoice(
        components,
        orNone(tables).stream().map(TableJson::toTable).toList(),
        StoredWord.known(TablePlacement.fromWire(placement), placement),
        orNone(paths),
        orNone(workflows),
        inPlace,
        globals,
        deleteExtra,
        safetyBackup);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** One table's name. */
  @Serdeable
  record TableJson(String schema, String name) {

    static TableJson from(TableName table) {
      return new TableJson(StorableText.of(table.schema()), StorableText.of(table.name()));
    }

    TableName toTable() {
      return new TableName(schema, name);
    }
  }
}
