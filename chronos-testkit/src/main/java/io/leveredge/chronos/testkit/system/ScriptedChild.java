package io.leveredge.chronos.testkit.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leveredge.chronos.ports.system.ChildIdentity;
import io.leveredge.chronos.ports.system.ChildProcesses.Child;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A child of {@link ScriptedChildProcesses}. */
final class ScriptedChild implements Child {
  private static final int TAIL = 64 * 1024;
  private static final int KILLED = 128 + 9;

  private final ChildIdentity identity;
  private final InputStream output;
  private final String errors;
  private final int status;
  private final boolean endless;
  private final CountDownLatch ended;

  ScriptedChild(ChildIdentity identity, byte[] output, String errors, int status, boolean endless) {
    this.identity = identity;
    this.output = new ByteArrayInputStream(output);
    this.errors = errors;
    this.status = status;
    this.endless = endless;
    this.ended = new CountDownLatch(endless ? 1 : 0);
  }

  boolean runs() {
    return ended.getCount() > 0;
  }

  @Override
  public ChildIdentity identity() {
    return identity;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public Optional<Integer> await(Duration atMost) throws InterruptedException {
    boolean over = ended.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    return over ? Optional.of(endless ? KILLED : status) : Optional.empty();
  }

  @Override
  public String errors() {
    byte[] all = errors.getBytes(UTF_8);
    int from = Math.max(0, all.length - TAIL);
    return new String(all, from, all.length - from, UTF_8);
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
