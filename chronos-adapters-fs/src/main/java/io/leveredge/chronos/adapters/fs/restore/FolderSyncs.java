package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Makes the names in folders durable, many folders at a time. */
final class FolderSyncs implements AutoCloseable {
  private static final int MOST = 256;

  private final ExecutorService threads;
  private final List<Running> running = new ArrayList<>();

  private record Running(Folder folder, Future<Boolean> end) {}

  FolderSyncs(ExecutorService threads) {
    this.threads = threads;
  }

  /** Begins with one, which stays open until all have ended. */
  void begin(Folder folder) {
    Path self = folder.hold().self();
    running.add(
        new Running(
            folder,
            threads.submit(
                () -> {
                  try (FileChannel channel = FileChannel.open(self, StandardOpenOption.READ)) {
                    channel.force(true);
                  }
                  return true;
                })));
  }

  /** Whether it is time to wait for them. */
  boolean isFull() {
    return running.size() >= MOST;
  }

  /** Waits for all that were begun. */
  void awaitAll() {
    for (Running each : running) {
      try {
        await(each.end());
      } catch (IOException failure) {
        throw Setting.failed(each.folder().path(), failure);
      }
    }
    close();
  }

  /** What a task came to. */
  static boolean await(Future<Boolean> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Setting.interrupted();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException disk) {
        throw new IOException(Reason.of(disk), disk);
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** Lets go of the folders. */
  @Override
  public void close() {
    running.forEach(each -> each.folder().close());
    running.clear();
  }
}
