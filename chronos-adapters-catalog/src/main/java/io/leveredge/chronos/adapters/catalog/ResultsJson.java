package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.util.List;

/** The column {@code results} of a backup. */
final class ResultsJson {
  private final JsonColumn<List<ComponentJson>> column;

  ResultsJson(ObjectMapper mapper) {
    column = new JsonColumn<>("results", mapper, Argument.listOf(ComponentJson.class));
  }

  String write(List<ComponentResult> results) {
    return column.write(results.stream().map(ComponentJson::from).toList());
  }

  /**
   * The results that a row holds.
   *
   * @throws IllegalArgumentException when it holds something else, and what {@link
   *     ComponentJson#toResult} throws
   */
  List<ComponentResult> read(String text) {
    return column.read(text).stream().map(ComponentJson::toResult).toList();
  }
}
