package io.leveredge.chronos.adapters.postgres.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.domain.inventory.SequencePosition;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes an index as lines of JSON, each with a {@code kind}: one {@code header}, then {@code
 * table}, {@code sequence}, {@code large_objects}, {@code uncovered} and {@code blocks} lines, then
 * one {@code end} with the numbers of tables, sequences and blocks.
 */
final class DumpIndexWriter {
  private static final int BLOCKS_A_LINE = 512;

  private final JsonGenerator json;

  private DumpIndexWriter(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the whole index and leaves the stream open. */
  static void write(DumpIndex index, OutputStream to) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(to)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      new DumpIndexWriter(json).write(index);
      json.writeRaw('\n');
    }
  }

  private void write(DumpIndex index) throws IOException {
    begin("header");
    json.writeNumberField("format", DumpIndex.FORMAT);
    json.writeStringField("encoding", index.encoding());
    json.writeStringField("server_version", index.serverVersion());
    json.writeEndObject();
    for (TableInventory table : index.inventory().tables()) {
      table(table);
    }
    for (SequencePosition sequence : index.inventory().sequences()) {
      begin("sequence", sequence.sequence());
      json.writeNumberField("value", sequence.value());
      json.writeBooleanField("called", sequence.called());
      json.writeEndObject();
    }
    largeObjects(index.inventory().largeObjects());
    for (Uncovered uncovered : index.uncovered()) {
      begin("uncovered", uncovered.name());
      json.writeStringField("what", uncovered.kind().wire());
      json.writeEndObject();
    }
    blocks(index.blocks());
    begin("end");
    json.writeNumberField("tables", index.inventory().tables().size());
    json.writeNumberField("sequences", index.inventory().sequences().size());
    json.writeNumberField("blocks", index.blocks().size());
    json.writeEndObject();
  }

  private void table(TableInventory table) throws IOException {
    begin("table", table.table());
    json.writeNumberField("rows", table.rows());
    json.writeNumberField("offset", table.offset());
    json.writeNumberField("bytes", table.bytes());
    json.writeStringField("digest", table.digest().hex());
    json.writeEndObject();
  }

  private void largeObjects(LargeObjects objects) throws IOException {
    begin("large_objects");
    json.writeNumberField("count", objects.count());
    json.writeNumberField("bytes", objects.bytes());
    json.writeStringField("digest", objects.digest().hex());
    json.writeEndObject();
  }

  /** Each block as [offset in the plain dump, offset in the file]. */
  private void blocks(BlockTable blocks) throws IOException {
    for (int block = 0; block < blocks.size(); block++) {
      if (block % BLOCKS_A_LINE == 0) {
        begin("blocks");
        json.writeArrayFieldStart("at");
      }
      json.writeArray(new long[] {blocks.plainOffset(block), blocks.storedOffset(block)}, 0, 2);
      if (block % BLOCKS_A_LINE == BLOCKS_A_LINE - 1 || block == blocks.size() - 1) {
        json.writeEndArray();
        json.writeEndObject();
      }
    }
  }

  private void begin(String kind) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind);
  }

  private void begin(String kind, TableName name) throws IOException {
    begin(kind);
    json.writeStringField("schema", name.schema());
    json.writeStringField("name", name.name());
  }
}
