package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.ForwardedBackup;
import io.leveredge.chronos.ports.storage.ForwardedReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A backup whose reader is held up at chosen places of its index, from the second time on that the
 * index is read: the first time, nothing is compared yet.
 */
final class PausedReading extends ForwardedBackup {
  private static final long PATIENCE_SECONDS = 60;

  private final String index;
  private final int[] pauses;
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore mayGoOn = new Semaphore(0);
  private int read;

  /**
   * @param index how the index begins
   * @param pauses offsets in it, growing
   */
  PausedReading(PublishedBackup backup, String index, int... pauses) {
    super(backup);
    this.index = index;
    this.pauses = pauses.clone();
  }

  /** Waits until the reader waits at the next place. */
  void awaitPause() throws InterruptedException {
    take(arrived);
  }

  /** Lets the reader go on to the next place. */
  void goOn() {
    mayGoOn.release();
  }

  private static void take(Semaphore semaphore) throws InterruptedException {
    if (!semaphore.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody came");
    }
  }

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    ArtifactReader reader = super.artifact(name);
    return name.value().startsWith(index) ? new Index(reader) : reader;
  }

  private final class Index extends ForwardedReader {
    Index(ArtifactReader reader) {
      super(reader);
    }

    @Override
    public InputStream plain() {
      return ++read == 2 ? new Pausing(super.plain()) : super.plain();
    }
  }

  /** Gives all that comes before a place, and waits there. */
  private final class Pausing extends FilterInputStream {
    private int position;
    private int next;

    Pausing(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (next < pauses.length && position == pauses[next]) {
        next++;
        arrived.release();
        try {
          take(mayGoOn);
        } catch (InterruptedException stopped) {
          throw new AssertionError(stopped);
        }
      }
      int most = next < pauses.length ? Math.min(length, pauses[next] - position) : length;
      int taken = in.read(bytes, offset, most);
      position += Math.max(taken, 0);
      return taken;
    }
  }
}
