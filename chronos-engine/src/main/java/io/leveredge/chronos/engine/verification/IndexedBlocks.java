package io.leveredge.chronos.engine.verification;

import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of an artifact as its index has them: the lines of the kind {@code blocks}, each with
 * pairs of a block's offset in the plain artifact and in the file (docs/format.md). Whatever else
 * an index holds is passed over.
 */
final class IndexedBlocks {
  private static final String KIND = "{\"kind\":\"blocks\"";
  private static final Pattern PAIR = Pattern.compile("\\[(\\d{1,18}),(\\d{1,18})]");

  private final ArtifactReader index;

  IndexedBlocks(ArtifactReader index) {
    this.index = index;
  }

  /**
   * Reads them; none where the index has none.
   *
   * @throws ChronosException {@code BACKUP_CORRUPT} where they are not in order, {@code
   *     STORAGE_FAILED} where the index cannot be read
   */
  BlockTable read() {
    BlockTable blocks = new BlockTable();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(index.plain(), StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.stripLeading().startsWith(KIND)) {
          add(line, blocks);
        }
      }
      return blocks;
    } catch (IOException unreadable) {
      throw new ChronosException(
          ErrorCode.STORAGE_FAILED,
          "%s cannot be read: %s".formatted(index.artifact().name(), unreadable.getMessage()),
          unreadable);
    }
  }

  private void add(String line, BlockTable blocks) {
    Matcher pairs = PAIR.matcher(line);
    while (pairs.find()) {
      long plain = Long.parseLong(pairs.group(1));
      long stored = Long.parseLong(pairs.group(2));
      int last = blocks.size() - 1;
      if (last >= 0 && (plain < blocks.plainOffset(last) || stored < blocks.storedOffset(last))) {
        throw new ChronosException(
            ErrorCode.BACKUP_CORRUPT,
            "%s has blocks that are not in order".formatted(index.artifact().name()));
      }
      blocks.add(plain, stored);
    }
  }
}
