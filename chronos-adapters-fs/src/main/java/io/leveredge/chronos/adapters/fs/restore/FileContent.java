package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.adapters.fs.config.ConfigArchive;
import io.leveredge.chronos.ports.source.CaptureProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes the content of a file, leaving out its holes. */
final class FileContent implements ConfigArchive.Target {
  private final FileChannel file;
  private final CaptureProgress progress;
  private long position;

  FileContent(FileChannel file, CaptureProgress progress) {
    this.file = file;
    this.progress = progress;
  }

  @Override
  public void data(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(bytes, offset, length);
    while (data.hasRemaining()) {
      position += file.write(data, position);
    }
    progress.read(length);
  }

  @Override
  public void hole(long length) {
    position += length;
  }

  /** Gives the file its size where a hole is at its end: Java lengthens a file by writing only. */
  void end() throws IOException {
    if (file.size() < position) {
      file.write(ByteBuffer.allocate(1), position - 1);
    }
  }
}
