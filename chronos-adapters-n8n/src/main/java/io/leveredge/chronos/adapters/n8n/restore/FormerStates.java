package io.leveredge.chronos.adapters.n8n.restore;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each workflow was before it was changed, in a file that nobody else may read and that goes
 * with this: a workflow may be of 16 MB, and there may be hundreds.
 */
final class FormerStates implements AutoCloseable {
  private record Place(long offset, int length) {}

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private long end;

  private FormerStates(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FormerStates open() {
    try {
      // Readable by its owner alone (Files.createTempFile).
      Path file = Files.createTempFile("chronos-workflows-", ".json");
      return new FormerStates(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException failed) {
      throw failure("The folder for temporary files", failed);
    }
  }

  void keep(Workflow workflow) {
    byte[] json = Json.bytes(workflow.json());
    ByteBuffer bytes = ByteBuffer.wrap(json);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, end + bytes.position());
      }
    } catch (IOException failed) {
      throw failure(file.toString(), failed);
    }
    places.put(workflow.id(), new Place(end, json.length));
    end += json.length;
  }

  /** Of those that were kept, the last first. */
  List<String> ids() {
    return List.copyOf(places.keySet()).reversed();
  }

  Workflow of(String id) {
    Place place = places.getOrDefault(id, new Place(0, 0));
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try {
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = channel.read(bytes, place.offset() + bytes.position());
      }
      return new Workflow(Json.object(bytes.array()));
    } catch (IOException failed) {
      throw failure(file.toString(), failed);
    }
  }

  private static ChronosException failure(String what, IOException failed) {
    return new ChronosException(
        ErrorCode.RESTORE_FAILED,
        "%s cannot be used to keep what workflows are now: %s".formatted(what, failed.getMessage()),
        failed);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw failure(file.toString(), failed);
    }
  }
}
