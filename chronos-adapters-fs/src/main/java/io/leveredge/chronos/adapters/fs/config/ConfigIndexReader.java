package io.leveredge.chronos.adapters.fs.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Device;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.Owner;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.artifact.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an index line by line; what it does not know it passes over. Used once. */
final class ConfigIndexReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Listener listener;
  private final BlockTable blocks = new BlockTable();
  private long entries;
  private long missing;
  private boolean ended;

  /** Hears what is in an index. */
  interface Listener {
    /** What was to be in the archive: roots as absolute paths, and patterns of what is not. */
    default void header(List<RawName> roots, List<String> excludes) {}

    default void entry(ArchivedEntry entry) {}

    default void missing(RawName name, String reason) {}

    default void leftOut(RawName name) {}

    default void mount(RawName name) {}
  }

  ConfigIndexReader(Listener listener) {
    this.listener = listener;
  }

  /**
   * Reads to the end and answers where the blocks of the archive begin.
   *
   * @throws IOException where it is not an index, is cut, or is of a newer format
   */
  BlockTable read(InputStream plain) throws IOException {
    try (MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(plain)) {
      while (lines.hasNextValue()) {
        line(lines.nextValue());
      }
    } catch (JacksonException | IllegalArgumentException | DateTimeException wrong) {
      throw new IOException("Not an index of files: " + wrong.getMessage(), wrong);
    }
    if (!ended) {
      throw new IOException("The index of the files is cut short");
    }
    return blocks;
  }

  private void line(JsonNode line) throws IOException {
    switch (text(line, "kind")) {
      case "header" -> {
        if (number(line, "format") > ConfigIndexWriter.FORMAT) {
          throw new IOException("The index has the newer format " + number(line, "format"));
        }
        listener.header(
            texts(line, "roots").stream().map(RawName::unescape).toList(), texts(line, "excludes"));
      }
      case "entry" -> {
        entries++;
        listener.entry(entry(line));
      }
      case "missing" -> {
        missing++;
        listener.missing(RawName.unescape(text(line, "name")), text(line, "reason"));
      }
      case "left_out" -> listener.leftOut(RawName.unescape(text(line, "name")));
      case "mount" -> listener.mount(RawName.unescape(text(line, "name")));
      case "blocks" ->
          line.path("at").forEach(pair -> blocks.add(pair.path(0).asLong(), pair.path(1).asLong()));
      case "end" ->
          ended =
              number(line, "entries") == entries
                  && number(line, "missing") == missing
                  && number(line, "blocks") == blocks.size();
      default -> {}
    }
  }

  private static ArchivedEntry entry(JsonNode line) {
    String type = text(line, "type");
    return new ArchivedEntry(
        RawName.unescape(text(line, "name")),
        EntryType.fromWire(type)
            .orElseThrow(() -> new IllegalArgumentException("no type '" + type + "'")),
        Integer.parseInt(text(line, "mode"), 8),
        new Owner(
            number(line, "uid"), number(line, "gid"), text(line, "user"), text(line, "group")),
        Instant.parse(text(line, "mtime")),
        line.has("target") ? Optional.of(RawName.unescape(text(line, "target"))) : Optional.empty(),
        line.has("major")
            ? Optional.of(new Device(number(line, "major"), number(line, "minor")))
            : Optional.empty(),
        line.has("sha256") ? Optional.of(content(line)) : Optional.empty());
  }

  private static Content content(JsonNode line) {
    long size = number(line, "size");
    return new Content(
        size,
        new Sha256(text(line, "sha256")),
        number(line, "offset"),
        number(line, "length"),
        line.has("data") ? Optional.of(map(line.path("data"), size)) : Optional.empty(),
        line.path("torn").asBoolean());
  }

  private static SparseMap map(JsonNode data, long size) {
    SparseMap map = new SparseMap(size);
    data.forEach(stretch -> map.add(stretch.path(0).asLong(), stretch.path(1).asLong()));
    return map;
  }

  private static List<String> texts(JsonNode line, String field) {
    List<String> all = new ArrayList<>();
    line.path(field).forEach(each -> all.add(each.textValue()));
    return all;
  }

  private static String text(JsonNode line, String field) {
    JsonNode value = line.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("there is no text '" + field + "' in a line");
    }
    return value.textValue();
  }

  private static long number(JsonNode line, String field) {
    JsonNode value = line.path(field);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("there is no number '" + field + "' in a line");
    }
    return value.longValue();
  }
}
