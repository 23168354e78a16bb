package io.leveredge.chronos.adapters.fs.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import io.leveredge.chronos.adapters.fs.tar.TarEntry;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes an index, line by line while the archive is written: one {@code header}, then {@code
 * entry}, {@code missing}, {@code left_out} and {@code mount} lines, then {@code blocks} lines,
 * then one {@code end} with the numbers of entries, missing names and blocks.
 */
final class ConfigIndexWriter {
  static final int FORMAT = 1;
  private static final int BLOCKS_A_LINE = 512;

  private final JsonGenerator json;
  private long entries;
  private long missing;

  ConfigIndexWriter(ArtifactSink sink) {
    try {
      json = new JsonFactory().createGenerator(new IntoSink(sink));
    } catch (IOException impossible) {
      throw unexpected(impossible);
    }
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  void header(List<String> roots, List<String> excludes) {
    line(
        "header",
        () -> {
          json.writeNumberField("format", FORMAT);
          strings("roots", roots);
          strings("excludes", excludes);
        });
  }

  /** An entry of the archive. */
  void entry(TarEntry entry, RawName name, StoredContent content) {
    entries++;
    line(
        "entry",
        () -> {
          json.writeStringField("name", name.escaped());
          json.writeStringField("type", entry.type().wire());
          json.writeStringField("mode", octal(entry.mode()));
          json.writeNumberField("uid", entry.owner().uid());
          json.writeNumberField("gid", entry.owner().gid());
          json.writeStringField("user", entry.owner().user());
          json.writeStringField("group", entry.owner().group());
          json.writeStringField("mtime", entry.modified().toInstant().toString());
          if (entry.link().isPresent()) {
            json.writeStringField("target", entry.link().get().escaped());
          }
          switch (entry.type()) {
            case FILE -> content(entry, content);
            case CHARACTER_DEVICE, BLOCK_DEVICE -> {
              json.writeNumberField("major", entry.major());
              json.writeNumberField("minor", entry.minor());
            }
            case HARDLINK, SYMLINK, DIRECTORY, FIFO -> {}
          }
        });
  }

  /** Four digits, as chmod takes them. */
  private static String octal(int mode) {
    String digits = Integer.toOctalString(mode);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private void content(TarEntry entry, StoredContent content) throws IOException {
    json.writeNumberField("size", entry.size());
    json.writeStringField("sha256", content.digest().hex());
    json.writeNumberField("offset", content.offset());
    json.writeNumberField("length", entry.contentBytes());
    if (content.torn()) {
      json.writeBooleanField("torn", true);
    }
    if (entry.holes().isPresent()) {
      SparseMap map = entry.holes().get();
      json.writeArrayFieldStart("data");
      for (int i = 0; i < map.stretches(); i++) {
        json.writeArray(new long[] {map.offset(i), map.length(i)}, 0, 2);
      }
      json.writeEndArray();
    }
  }

  /** Something that ought to be in the archive and is not, or not whole. */
  void missing(RawName name, String reason) {
    missing++;
    line(
        "missing",
        () -> {
          json.writeStringField("name", name.escaped());
          json.writeStringField("reason", reason);
        });
  }

  /** Something that is not in the archive on purpose. */
  void leftOut(RawName name, String why) {
    line(
        "left_out",
        () -> {
          json.writeStringField("name", name.escaped());
          json.writeStringField("why", why);
        });
  }

  /** A folder on which a file system was mounted. */
  void mount(RawName name) {
    line("mount", () -> json.writeStringField("name", name.escaped()));
  }

  /** Ends the index; where the blocks of the archive begin. */
  void finish(BlockTable blocks) {
    for (int block = 0; block < blocks.size(); block += BLOCKS_A_LINE) {
      int first = block;
      line("blocks", () -> blocks(blocks, first));
    }
    line(
        "end",
        () -> {
          json.writeNumberField("entries", entries);
          json.writeNumberField("missing", missing);
          json.writeNumberField("blocks", blocks.size());
        });
    try {
      json.writeRaw('\n');
      json.close();
    } catch (IOException impossible) {
      throw unexpected(impossible);
    }
  }

  /** Each block as [offset in the plain archive, offset in the file]. */
  private void blocks(BlockTable blocks, int first) throws IOException {
    json.writeArrayFieldStart("at");
    for (int i = first; i < Math.min(first + BLOCKS_A_LINE, blocks.size()); i++) {
      json.writeArray(new long[] {blocks.plainOffset(i), blocks.storedOffset(i)}, 0, 2);
    }
    json.writeEndArray();
  }

  private void strings(String field, List<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private interface Fields {
    void write() throws IOException;
  }

  private void line(String kind, Fields fields) {
    try {
      json.writeStartObject();
      json.writeStringField("kind", kind);
      fields.write();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw unexpected(impossible);
    }
  }

  private static UncheckedIOException unexpected(IOException impossible) {
    return new UncheckedIOException("A sink fails by exceptions of its own", impossible);
  }

  private static final class IntoSink extends OutputStream {
    private final ArtifactSink sink;

    IntoSink(ArtifactSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int value) {
      sink.write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      sink.write(bytes, offset, length);
    }
  }
}
