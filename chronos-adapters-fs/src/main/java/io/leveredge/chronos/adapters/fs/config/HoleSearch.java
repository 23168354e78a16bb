package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.SparseMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * Looks for the holes of a file. Java cannot ask the kernel for them (lseek(2), SEEK_HOLE), so that
 * a hole is what reads as zeros, at least {@value #BLOCK} bytes of them. Only where some of a few
 * blocks all over the file are zeros is the whole of it looked through.
 */
final class HoleSearch {
  private static final int BLOCK = 4096;
  private static final int SAMPLES = 32;
  private static final int CHUNK = 256 * BLOCK;

  /** So many stretches of data at most, to keep their map small. */
  private static final int MOST_STRETCHES = 1 << 16;

  private final ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

  /** Where the data of that file is, or empty where it is not worth to leave out its holes. */
  Optional<SparseMap> search(SeekableByteChannel file, long size) throws IOException {
    if (!hasEmptySample(file, size)) {
      return Optional.empty();
    }
    SparseMap map = map(file, size);
    return map.dataBytes() < size ? Optional.of(map) : Optional.empty();
  }

  private boolean hasEmptySample(SeekableByteChannel file, long size) throws IOException {
    long step = Math.max(BLOCK, size / SAMPLES / BLOCK * BLOCK);
    for (long at = 0; at + BLOCK <= size; at += step) {
      chunk.clear().limit(BLOCK);
      file.position(at);
      if (fill(file) == BLOCK && isZero(0, BLOCK)) {
        return true;
      }
    }
    return false;
  }

  /** Reads it all. A hole shorter than the shortest that counts is data like any other. */
  private SparseMap map(SeekableByteChannel file, long size) throws IOException {
    long shortestHole = Math.max(BLOCK, size / MOST_STRETCHES / BLOCK * BLOCK);
    SparseMap map = new SparseMap(size);
    long dataBegin = 0;
    long dataEnd = 0;
    file.position(0);
    chunk.clear();
    for (long at = 0, read = fill(file); read > 0 && at < size; at += read, read = fill(file)) {
      long counted = Math.min(read, size - at); // It may have grown.
      for (int block = 0; block < counted; block += BLOCK) {
        int length = (int) Math.min(BLOCK, counted - block);
        if (isZero(block, length)) {
          continue;
        }
        long begin = at + block;
        if (begin - dataEnd >= shortestHole) {
          addData(map, dataBegin, dataEnd);
          dataBegin = begin;
        }
        dataEnd = begin + length;
      }
      chunk.clear();
    }
    addData(map, dataBegin, dataEnd);
    return map;
  }

  private static void addData(SparseMap map, long begin, long end) {
    if (end > begin) {
      map.add(begin, end - begin);
    }
  }

  /** Reads until the chunk is full or the file ends, and says how much that was. */
  private int fill(SeekableByteChannel file) throws IOException {
    int read = 0;
    while (chunk.hasRemaining() && read >= 0) {
      read = file.read(chunk);
    }
    return chunk.position();
  }

  private boolean isZero(int from, int length) {
    return chunk.slice(from, length).mismatch(zeros.slice(0, length)) < 0;
  }
}
