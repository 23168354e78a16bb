package io.leveredge.chronos.adapters.n8n;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The body of an answer as a stream that gives up: on silence, on an interrupt, and beyond a size.
 * The JDK's own stream waits for ever, because a request's timeout ends with the headers ({@code
 * HttpRequest.Builder.timeout}). It asks for more only when what came was read, so that little is
 * ever held.
 */
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private final Queue<ByteBuffer> current = new ArrayDeque<>();
  private final Duration idle;
  private final Deadline deadline;
  private final long largest;
  private final LongConsumer read;
  private long taken;
  private boolean ended;

  BodyStream(Duration idle, Deadline deadline, long largest, LongConsumer read) {
    this.idle = idle;
    this.deadline = deadline;
    this.largest = largest;
    this.read = read;
  }

  private sealed interface Event {
    record Bytes(List<ByteBuffer> buffers) implements Event {}

    record Broken(Throwable why) implements Event {}

    record End() implements Event {}
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription begun) {
    subscription.complete(begun);
    begun.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event.Bytes(buffers));
  }

  @Override
  public void onError(Throwable why) {
    events.add(new Event.Broken(why));
  }

  @Override
  public void onComplete() {
    events.add(new Event.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (current.isEmpty()) {
      if (ended) {
        return -1;
      }
      await();
    }
    ByteBuffer buffer = current.element();
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    if (!buffer.hasRemaining()) {
      current.remove();
      if (current.isEmpty() && !ended) {
        subscription.join().request(1);
      }
    }
    return count;
  }

  private void await() throws IOException {
    switch (next()) {
      case Event.End end -> ended = true;
      case Event.Broken broken ->
          throw new IOException("The answer was cut after " + taken + " bytes", broken.why());
      case Event.Bytes(List<ByteBuffer> buffers) -> {
        long count = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        taken += count;
        if (taken > largest) {
          throw new IOException("The answer is larger than " + largest + " bytes");
        }
        read.accept(count);
        buffers.stream().filter(ByteBuffer::hasRemaining).forEach(current::add);
        if (current.isEmpty()) {
          subscription.join().request(1);
        }
      }
    }
  }

  private Event next() throws IOException {
    Duration wait = deadline.atMost(idle);
    try {
      Event event = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new HttpTimeoutException(
            "nothing more came for " + wait.toMillis() + " ms, after " + taken + " bytes");
      }
      return event;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted after " + taken + " bytes");
    }
  }

  /** Lets go of the connection where the end was not read. */
  @Override
  public void close() {
    if (!ended && subscription.isDone()) {
      subscription.join().cancel();
    }
  }
}
