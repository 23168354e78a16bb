package io.leveredge.chronos.api.json;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a JSON object, each read as what it must be. A field that is {@code null} counts as
 * absent. Every fault is a {@link ChronosException} that names the field.
 */
public final class JsonFields {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final JsonNode object;

  JsonFields(JsonNode object) {
    this.object = object;
  }

  /**
   * Lets no field pass that the call does not know.
   *
   * @throws ChronosException {@code UNKNOWN_FIELD}
   */
  public void requireOnly(Collection<String> known) {
    for (Map.Entry<String, JsonNode> entry : object.entries()) {
      if (!known.contains(entry.getKey())) {
        throw new ChronosException(
                ErrorCode.UNKNOWN_FIELD,
                "There is no field '%s'; there are %s".formatted(entry.getKey(), known))
            .with("field", entry.getKey());
      }
    }
  }

  /** A text of at most so many characters. One that is blank counts as absent. */
  public Optional<String> text(String field, int longest) {
    return value(field)
        .map(node -> string(field, node))
        .map(text -> usable(field, text, longest))
        .filter(text -> !text.isBlank());
  }

  /** One of the words of a table, as what the table has for it. */
  public <T> Optional<T> word(String field, Map<String, T> table) {
    return value(field).map(node -> looked(field, string(field, node), table));
  }

  /** A list of words of a table; empty where the field is absent. */
  public <T> List<T> words(String field, Map<String, T> table) {
    List<T> found = new ArrayList<>();
    value(field)
        .ifPresent(
            node -> {
              if (!node.isArray()) {
                throw invalid(field, "'" + field + "' must be a list of texts");
              }
              node.values().forEach(each -> found.add(looked(field, string(field, each), table)));
            });
    return found;
  }

  /** A list of at most so many texts, each of at most so many characters and not blank. */
  public List<String> texts(String field, int longest, int most) {
    List<String> found = new ArrayList<>();
    value(field)
        .ifPresent(
            node -> {
              if (!node.isArray()) {
                throw invalid(field, "'" + field + "' must be a list of texts");
              }
              if (node.size() > most) {
                throw invalid(
                    field,
                    "'%s' has %d entries, at most %d can be".formatted(field, node.size(), most));
              }
              node.values().forEach(each -> found.add(usable(field, string(field, each), longest)));
              if (found.stream().anyMatch(String::isBlank)) {
                throw invalid(field, "'" + field + "' has an entry that is blank");
              }
            });
    return found;
  }

  /** A whole number between the two. */
  public Optional<Long> number(String field, long least, long most) {
    return value(field)
        .map(
            node -> {
              if (!node.isNumber() || !WHOLE.matcher(node.coerceStringValue()).matches()) {
                throw invalid(field, "'" + field + "' must be a whole number");
              }
              long number = node.getLongValue();
              if (number < least || number > most) {
                throw invalid(field, "'%s' must be from %d to %d".formatted(field, least, most));
              }
              return number;
            });
  }

  /** Yes or no. */
  public Optional<Boolean> flag(String field) {
    return value(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw invalid(field, "'" + field + "' must be true or false");
              }
              return node.getBooleanValue();
            });
  }

  private Optional<JsonNode> value(String field) {
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  private static String string(String field, JsonNode node) {
    if (!node.isString()) {
      throw invalid(field, "'" + field + "' must be text");
    }
    return node.getStringValue();
  }

  private static <T> T looked(String field, String word, Map<String, T> table) {
    T found = table.get(word);
    if (found == null) {
      String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
      throw invalid(
          field, "'%s' cannot be '%s'; it can be %s".formatted(field, shown, table.keySet()));
    }
    return found;
  }

  private static String usable(String field, String text, int longest) {
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      throw invalid(
          field, "'%s' has %d characters, at most %d can be".formatted(field, length, longest));
    }
    // Neither can be kept by PostgreSQL or written as UTF-8.
    if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(JsonFields::halfOfAPair)) {
      throw invalid(field, "'" + field + "' holds U+0000 or half of a surrogate pair");
    }
    return text;
  }

  private static boolean halfOfAPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static ChronosException invalid(String field, String what) {
    return new ChronosException(ErrorCode.INVALID_FIELD, what).with("field", field);
  }
}
