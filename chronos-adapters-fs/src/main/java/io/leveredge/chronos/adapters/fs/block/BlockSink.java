package io.leveredge.chronos.adapters.fs.block;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what it is given into blocks that other threads compress and one more thread hashes and
 * writes. The caller only copies; a stuck disk holds up this sink and its caller and nobody else.
 *
 * <p>Takes at most eight blocks of twice a mebibyte, made as they are needed, and starts its
 * threads likewise: a small artifact costs two of them.
 */
public final class BlockSink implements ArtifactSink {
  private static final int MOST_BLOCKS = 8;

  private final ArtifactName name;
  private final Listener listener;
  private final BlockLine line;
  private final BlockThreads threads;
  private @Nullable Block filling;
  private long position;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FINISHED,
    CLOSED
  }

  /** Hears, in the caller's thread, what became of the artifact. */
  public interface Listener {
    /** It is durable; called before {@link #finish} returns. */
    void finished(StoredArtifact artifact);

    /** It was closed unfinished and nothing is written to its file any more. */
    void givenUp();
  }

  /**
   * Opens a sink.
   *
   * @param file opens the file once nothing else can fail; the sink closes it
   */
  public BlockSink(
      ArtifactName name, Compression compression, Supplier<StoredFile> file, Listener listener) {
    this.name = name;
    this.listener = listener;
    int storedBound = BlockCompressor.storedBound(compression.codec());
    int capacity = Math.min(MOST_BLOCKS, 2 * compression.threads() + 2);
    line = new BlockLine(capacity, () -> new Block(storedBound));
    threads =
        new BlockThreads(name, compression, line, new BlockWriter(file.get(), compression.codec()));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    checkUsable();
    int from = offset;
    int end = offset + length;
    while (from < end) {
      Block block = filling();
      from += block.fill(bytes, from, end - from);
      if (block.isFull()) {
        passOn(block);
      }
    }
    position += length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public StoredArtifact finish() {
    checkUsable();
    if (filling != null || position == 0) {
      passOn(filling()); // An empty artifact is one empty block: still a valid compressed file.
    }
    line.complete();
    Optional<StoredArtifact> artifact;
    try {
      artifact = threads.awaitWritten();
    } catch (InterruptedException interrupt) {
      throw interrupted(interrupt);
    }
    StoredArtifact stored = artifact.orElseThrow(this::failure);
    state = State.FINISHED;
    listener.finished(stored);
    return stored;
  }

  @Override
  public void close() {
    State before = state;
    state = State.CLOSED;
    if (before == State.OPEN) {
      line.stop();
      threads.awaitEnd();
      listener.givenUp();
    }
  }

  private Block filling() {
    Block block = filling;
    if (block == null) {
      try {
        block = line.empty();
      } catch (InterruptedException interrupt) {
        throw interrupted(interrupt);
      } catch (BlockLine.Stopped stopped) {
        throw failure();
      }
      filling = block;
    }
    return block;
  }

  private void passOn(Block block) {
    filling = null;
    try {
      line.fill(block);
    } catch (BlockLine.Stopped stopped) {
      throw failure();
    }
    threads.blockPassed();
  }

  private void checkUsable() {
    if (state != State.OPEN) {
      throw new IllegalStateException(name + " is " + state);
    }
    if (line.isStopped()) {
      throw failure();
    }
  }

  /** What stopped the line, as an exception of the caller's own thread. */
  private RuntimeException failure() {
    Throwable cause = line.failure().orElseGet(BlockLine.Stopped::new);
    return cause instanceof ChronosException known
        ? new ChronosException(known.code(), String.valueOf(known.getMessage()), known)
        : new IllegalStateException(name + " could not be compressed or written", cause);
  }

  private ChronosException interrupted(InterruptedException interrupt) {
    Thread.currentThread().interrupt();
    return new ChronosException(
        ErrorCode.STORAGE_FAILED, "Writing " + name + " was interrupted", interrupt);
  }
}
