package io.leveredge.chronos.app.restore;

import io.leveredge.chronos.domain.artifact.ArtifactName;
import io.leveredge.chronos.ports.storage.ArtifactReader;
import io.leveredge.chronos.ports.storage.ForwardedBackup;
import io.leveredge.chronos.ports.storage.ForwardedReader;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** A backup that tells how much of its files was read for checking them. */
final class CountedBackup extends ForwardedBackup {
  private final AtomicLong checked = new AtomicLong();
  private volatile LongConsumer listener = sum -> {};

  CountedBackup(PublishedBackup backup) {
    super(backup);
  }

  /** The stored bytes that were read so far. */
  long checked() {
    return checked.get();
  }

  /** Tells the sum at every read from now on. */
  void listen(LongConsumer told) {
    listener = told;
  }

  @Override
  public ArtifactReader artifact(ArtifactName name) {
    return new Counted(super.artifact(name));
  }

  private final class Counted extends ForwardedReader {
    Counted(ArtifactReader reader) {
      super(reader);
    }

    @Override
    public Optional<InputStream> stored() {
      return super.stored().map(CountedStream::new);
    }
  }

  private final class CountedStream extends FilterInputStream {
    CountedStream(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) {
      listener.accept(checked.addAndGet(bytes));
    }
  }
}
