package io.leveredge.chronos.api.request;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.http.HttpParameters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The query of a call: every parameter known to it, each at most once. */
public final class QueryParameters {
  private static final int LONGEST_SHOWN = 60;

  private final Map<String, String> values;

  private QueryParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @throws ChronosException {@code UNKNOWN_FIELD} or {@code INVALID_FIELD}, naming the parameter
   */
  public static QueryParameters of(HttpParameters given, Collection<String> known) {
    Map<String, String> values = new HashMap<>();
    for (String name : given.names()) {
      if (!known.contains(name)) {
        throw new ChronosException(
                ErrorCode.UNKNOWN_FIELD,
                "There is no parameter '%s'; there are %s".formatted(shown(name), known))
            .with("field", shown(name));
      }
      List<String> all = given.getAll(name);
      if (all.size() != 1) {
        throw invalid(name, "The parameter '" + name + "' comes " + all.size() + " times");
      }
      values.put(name, all.getFirst());
    }
    return new QueryParameters(values);
  }

  /**
   * The parameter as what {@code reading} makes of it, or empty where it is not given.
   *
   * @param what it must be, for the message
   */
  public <T> Optional<T> read(String name, String what, Function<String, Optional<T>> reading) {
    return Optional.ofNullable(values.get(name))
        .map(
            text ->
                reading
                    .apply(text)
                    .orElseThrow(
                        () ->
                            invalid(
                                name,
                                "'%s' must be %s, not '%s'".formatted(name, what, shown(text)))));
  }

  private static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private static ChronosException invalid(String name, String what) {
    return new ChronosException(ErrorCode.INVALID_FIELD, what).with("field", name);
  }
}
