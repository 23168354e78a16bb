package io.leveredge.chronos.adapters.catalog;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A column of JSON. It is read row by row and not with the rest, so that what one row holds cannot
 * fail the others.
 */
final class JsonColumn<T> {
  private final String name;
  private final ObjectMapper mapper;
  private final Argument<T> type;

  JsonColumn(String name, ObjectMapper mapper, Argument<T> type) {
    this.name = name;
    this.mapper = mapper;
    this.type = type;
  }

  String write(T value) {
    try {
      return mapper.writeValueAsString(type, value);
    } catch (IOException mistake) {
      throw new UncheckedIOException("A column that cannot be written as JSON: " + name, mistake);
    }
  }

  /**
   * What a row holds there.
   *
   * @throws IllegalArgumentException when it is something else
   * @throws NullPointerException when it is JSON's null
   */
  T read(String text) {
    try {
      return Objects.requireNonNull(mapper.readValue(text, type), name);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "its " + name + " are not as this version writes them", unreadable);
    }
  }
}
