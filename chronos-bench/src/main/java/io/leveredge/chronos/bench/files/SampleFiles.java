package io.leveredge.chronos.bench.files;

import io.leveredge.chronos.bench.process.BenchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Many small files of words, as configuration is, and a few large ones, half of them of random
 * bytes; the same each time.
 */
public record SampleFiles(Path folder, int small) {
  private static final int FILES_A_FOLDER = 100;
  private static final int LARGE = 4;
  private static final int LARGE_BYTES = 20_000_000;
  private static final int MOST_WORDS = 1000;
  private static final int VOCABULARY = 5000;

  /** How many there are, the large ones included. */
  public int count() {
    return small + LARGE;
  }

  /** Writes them all and says how many bytes that were. */
  public long write() {
    Random random = new Random(1);
    String[] words = new String[VOCABULARY];
    for (int i = 0; i < words.length; i++) {
      words[i] = Integer.toString(random.nextInt(1 << 30), Character.MAX_RADIX) + " ";
    }
    try {
      long bytes = 0;
      Path current = folder;
      for (int i = 0; i < small; i++) {
        if (i % FILES_A_FOLDER == 0) {
          current = Files.createDirectories(folder.resolve("part-" + i / FILES_A_FOLDER));
        }
        byte[] content = text(words, random, 1 + random.nextInt(MOST_WORDS));
        Files.write(current.resolve("settings-" + i + ".conf"), content);
        bytes += content.length;
      }
      return bytes + writeLarge(words, random);
    } catch (IOException failure) {
      throw new BenchFailure("The files cannot be written: " + failure, failure);
    }
  }

  private long writeLarge(String[] words, Random random) throws IOException {
    long bytes = 0;
    for (int i = 0; i < LARGE; i++) {
      byte[] content;
      if (i % 2 == 0) {
        content = new byte[LARGE_BYTES];
        random.nextBytes(content);
      } else {
        content = text(words, random, LARGE_BYTES / 7);
      }
      Files.write(folder.resolve("large-" + i), content);
      bytes += content.length;
    }
    return bytes;
  }

  private static byte[] text(String[] words, Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(words[random.nextInt(words.length)]);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
