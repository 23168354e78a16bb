package io.leveredge.chronos.adapters.catalog;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The column {@code results}. It is read row by row and not with the rest, so that what one row
 * holds cannot fail the others.
 */
final class ResultsJson {
  private static final Argument<List<ComponentJson>> ELEMENTS =
      Argument.listOf(ComponentJson.class);

  private final ObjectMapper mapper;

  ResultsJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String write(List<ComponentResult> results) {
    try {
      return mapper.writeValueAsString(
          ELEMENTS, results.stream().map(ComponentJson::from).toList());
    } catch (IOException mistake) {
      throw new UncheckedIOException("Results that cannot be written as JSON", mistake);
    }
  }

  /**
   * The results that a row holds.
   *
   * @throws IllegalArgumentException when it holds something else, and what {@link
   *     ComponentJson#toResult} throws
   */
  List<ComponentResult> read(String column) {
    try {
      return mapper.readValue(column, ELEMENTS).stream().map(ComponentJson::toResult).toList();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "its results are not as this version writes them", unreadable);
    }
  }
}
