package io.leveredge.chronos.adapters.fs.block;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of an artifact's blocks: filled by one thread, compressed by several, written by one in
 * the order they were filled, and then used again. There are never more than {@code capacity} of
 * them, so whoever fills waits for whoever writes.
 *
 * <p>One lock for all: it is taken a few times for each mebibyte. After a failure every call but
 * {@link #failure()} throws {@link Stopped}, so that no thread waits for another that is gone.
 */
final class BlockLine {
  private final int capacity;
  private final Supplier<Block> maker;
  private final Deque<Block> free = new ArrayDeque<>();
  private final Deque<Block> filled = new ArrayDeque<>();
  private final Deque<Block> inOrder = new ArrayDeque<>();
  private int made;
  private boolean complete;
  private volatile boolean stopped;
  private @Nullable Throwable failure;

  BlockLine(int capacity, Supplier<Block> maker) {
    this.capacity = capacity;
    this.maker = maker;
  }

  /** An empty block to fill; waits for one. */
  synchronized Block empty() throws InterruptedException {
    while (free.isEmpty() && made == capacity && !stopped) {
      wait();
    }
    checkRunning();
    if (free.isEmpty()) {
      made++;
      return maker.get();
    }
    return free.pop();
  }

  /** Hands a filled block on. */
  synchronized void fill(Block block) {
    checkRunning();
    filled.add(block);
    inOrder.add(block);
    notifyAll();
  }

  /** No block follows. */
  synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** The next block to compress, or empty after the last; waits for one. */
  synchronized Optional<Block> nextToCompress() throws InterruptedException {
    while (filled.isEmpty() && !complete && !stopped) {
      wait();
    }
    checkRunning();
    return Optional.ofNullable(filled.poll());
  }

  /** Hands a compressed block on. */
  synchronized void compressed(Block block) {
    block.compressed = true;
    notifyAll();
  }

  /** The next block in order once it is compressed, or empty after the last; waits for it. */
  synchronized Optional<Block> nextToWrite() throws InterruptedException {
    while (!stopped && (inOrder.isEmpty() ? !complete : !inOrder.getFirst().compressed)) {
      wait();
    }
    checkRunning();
    return Optional.ofNullable(inOrder.poll());
  }

  /** Gives a written block back. */
  synchronized void written(Block block) {
    block.clear();
    free.push(block);
    notifyAll();
  }

  /** Stops everything; the first reason counts. */
  synchronized void fail(Throwable reason) {
    if (!stopped) {
      failure = reason;
    }
    stop();
  }

  /** Stops everything because nobody wants the artifact any more. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Why it was stopped, unless it runs or was merely given up. */
  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether it failed or was given up; costs no lock. */
  boolean isStopped() {
    return stopped;
  }

  private void checkRunning() {
    if (stopped) {
      throw new Stopped();
    }
  }

  /** The line was stopped; {@link #failure()} knows why. */
  static final class Stopped extends RuntimeException {
    Stopped() {
      super("The artifact was given up", null, false, false);
    }
  }
}
