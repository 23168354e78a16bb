package io.leveredge.chronos.adapters.postgres.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.inventory.ContentDigest;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an index that {@link DumpIndexWriter} wrote; what it does not know it passes over. */
public final class DumpIndexReader {
  private final List<TableInventory> tables = new ArrayList<>();
  private final List<SequencePosition> sequences = new ArrayList<>();
  private final List<Uncovered> uncovered = new ArrayList<>();
  private final BlockTable blocks = new BlockTable();
  private LargeObjects largeObjects = LargeObjects.NONE;
  private Line header = new Line(Map.of());
  private boolean ended;

  private DumpIndexReader() {}

  /**
   * Reads it to its end.
   *
   * @param plain the decompressed index
   * @throws IOException also where it is not an index, is cut, or is of a newer format
   */
  public static DumpIndex read(InputStream plain) throws IOException {
    return new DumpIndexReader().readAll(plain);
  }

  private DumpIndex readAll(InputStream plain) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(plain)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        take(line(json));
      }
    } catch (IllegalArgumentException wrong) {
      throw new IOException("Not the index of a dump: " + wrong.getMessage(), wrong);
    }
    if (!ended) {
      throw new IOException("The index of the dump is cut short");
    }
    return new DumpIndex(
        header.text("encoding"),
        header.text("server_version"),
        new DatabaseInventory(tables, sequences, largeObjects),
        uncovered,
        blocks);
  }

  /** Scalars as text; the pairs of a {@code blocks} line go into the table at once. */
  private Line line(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("at") && value == JsonToken.START_ARRAY) {
        readBlocks(json);
      } else if (value.isScalarValue()) {
        fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return new Line(fields);
  }

  private void readBlocks(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_ARRAY) {
      long plain = json.nextLongValue(-1);
      blocks.add(plain, json.nextLongValue(-1));
      json.nextToken();
    }
  }

  private void take(Line line) throws IOException {
    switch (line.text("kind")) {
      case "header" -> {
        header = line;
        if (line.number("format") > DumpIndex.FORMAT) {
          throw new IOException("The index has the newer format " + line.number("format"));
        }
      }
      case "table" ->
          tables.add(
              new TableInventory(
                  line.name(),
                  line.number("rows"),
                  line.number("offset"),
                  line.number("bytes"),
                  line.digest()));
      case "sequence" ->
          sequences.add(
              new SequencePosition(
                  line.name(), line.number("value"), Boolean.parseBoolean(line.text("called"))));
      case "large_objects" ->
          largeObjects =
              new LargeObjects(line.number("count"), line.number("bytes"), line.digest());
      case "uncovered" ->
          uncovered.add(
              new Uncovered(
                  Uncovered.Kind.valueOf(line.text("what").toUpperCase(Locale.ROOT)), line.name()));
      case "end" -> {
        ended =
            line.number("tables") == tables.size()
                && line.number("sequences") == sequences.size()
                && line.number("blocks") == blocks.size();
      }
      default -> {}
    }
  }

  private record Line(Map<String, String> fields) {
    String text(String name) {
      String value = fields.get(name);
      if (value == null) {
        throw new IllegalArgumentException("there is no '" + name + "' in a line");
      }
      return value;
    }

    long number(String name) {
      return Long.parseLong(text(name));
    }

    TableName name() {
      return new TableName(text("schema"), text("name"));
    }

    ContentDigest digest() {
      return ContentDigest.fromHex(text("digest"));
    }
  }
}
