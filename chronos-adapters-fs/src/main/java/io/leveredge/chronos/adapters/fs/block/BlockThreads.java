package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one sink: one that writes and, as blocks come, some that compress. They end with
 * the line: complete, failed or given up.
 */
final class BlockThreads {
  /**
   * How long to wait for threads whose line was stopped. They stop within one block, unless the
   * disk hangs; then they are left to it, and end when it answers.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ArtifactName name;
  private final Compression compression;
  private final BlockLine line;
  private final BlockWriter output;
  private final Thread writer;
  private final List<Thread> compressors = new ArrayList<>();
  private volatile @Nullable StoredArtifact written;

  BlockThreads(ArtifactName name, Compression compression, BlockLine line, BlockWriter output) {
    this.name = name;
    this.compression = compression;
    this.line = line;
    this.output = output;
    writer = start("write-", this::write);
  }

  /** Starts one more compressor unless there are enough. */
  void blockPassed() {
    if (compressors.size() < compression.threads()) {
      compressors.add(start("compress-" + compressors.size() + "-", this::compress));
    }
  }

  /** Waits until all is written; empty where the line was stopped. */
  Optional<StoredArtifact> awaitWritten() throws InterruptedException {
    writer.join();
    return Optional.ofNullable(written);
  }

  /** Waits, for a while and whatever interrupts, until the threads of a stopped line are gone. */
  void awaitEnd() {
    boolean interrupted = false;
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Thread> all = new ArrayList<>(compressors);
    all.add(writer);
    for (Thread thread : all) {
      long left = end - System.nanoTime();
      while (thread.isAlive() && left > 0) {
        try {
          thread.join(Duration.ofNanos(left));
        } catch (InterruptedException again) {
          interrupted = true;
        }
        left = end - System.nanoTime();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      for (var block = line.nextToWrite(); block.isPresent(); block = line.nextToWrite()) {
        output.write(block.get());
        line.written(block.get());
      }
      written = output.finish(name);
    } catch (Throwable failure) {
      line.fail(failure);
      output.abandon();
    }
  }

  private void compress() {
    try (BlockCompressor compressor =
        BlockCompressor.of(compression.codec(), compression.level())) {
      for (var block = line.nextToCompress(); block.isPresent(); block = line.nextToCompress()) {
        compressor.compress(block.get());
        line.compressed(block.get());
      }
    } catch (Throwable failure) {
      line.fail(failure);
    }
  }

  private Thread start(String task, Runnable work) {
    return Thread.ofPlatform().daemon().name(task + name).start(work);
  }
}
