package io.leveredge.chronos.adapters.fs.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** Bytes of every kind that an encoder may stumble over, by name; the same each time. */
final class Samples {
  /** Where a block of literals alone ends, within some bytes. */
  private static final int LONGEST_BLOCK = 2 * BlockEncoder.LONGEST_STORED;

  private Samples() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> samples = new LinkedHashMap<>();
    IntStream.rangeClosed(0, 30).forEach(n -> samples.put(n + " zeros", new byte[n]));
    IntStream.rangeClosed(1, 30).forEach(n -> samples.put(n + " random bytes", random(n, n)));
    for (int n : new int[] {255, 256, 257, 258, 259, 260, 261, 262, 270, 516, 517, 1 << 20}) {
      samples.put(n + " times one byte", repeated("x", n));
      samples.put(n + " bytes of two", repeated("xy", n));
      samples.put(n + " bytes of three", repeated("xyz", n));
    }
    for (int border : new int[] {65_535, LONGEST_BLOCK - 270, LONGEST_BLOCK, 1 << 17, 1 << 20}) {
      for (int n = border - 2; n <= border + 2; n++) {
        samples.put(n + " random bytes", random(n, n));
      }
    }
    samples.put("all bytes once", allBytes());
    samples.put("two symbols at random", symbols(2, 300_000));
    samples.put("fifteen symbols at random", symbols(15, 300_000));
    samples.put("bytes that repeat 32768 back", apart(Symbols.FARTHEST_MATCH));
    samples.put("bytes that repeat 32769 back", apart(Symbols.FARTHEST_MATCH + 1));
    samples.put("a match up to the end", concatenated(random(1, 50_000), random(1, 20_000)));
    samples.put("more matches than a block holds", manyMatches());
    samples.put("words", words(1 << 20));
    samples.put("COPY text", copyText(1 << 20));
    samples.put("a program's records", machineBytes());
    samples.put("what is compressed already", compressed(copyText(1 << 21)));
    samples.put(
        "text, then random bytes, then text",
        concatenated(copyText(100_000), random(2, 400_000), copyText(200_000)));
    return samples;
  }

  private static byte[] allBytes() {
    byte[] bytes = new byte[256];
    for (int value = 0; value < bytes.length; value++) {
      bytes[value] = (byte) value;
    }
    return bytes;
  }

  static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] repeated(String pattern, int length) {
    return Arrays.copyOf(
        pattern.repeat(length / pattern.length() + 1).getBytes(StandardCharsets.US_ASCII), length);
  }

  private static byte[] symbols(int different, int length) {
    Random random = new Random(different);
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; at++) {
      bytes[at] = (byte) random.nextInt(different);
    }
    return bytes;
  }

  /** Twenty bytes, zeros, and the twenty bytes again so far from where they were. */
  static byte[] apart(int distance) {
    byte[] bytes = new byte[distance + 21];
    System.arraycopy(random(3, 20), 0, bytes, 1, 20);
    System.arraycopy(bytes, 1, bytes, 1 + distance, 20);
    return bytes;
  }

  /**
   * A few words of five bytes in random order: nearly every five bytes are a match of their own.
   */
  private static byte[] manyMatches() {
    Random random = new Random(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < 1 << 19) {
      bytes.writeBytes(random(random.nextInt(300), 5));
    }
    return bytes.toByteArray();
  }

  /** As the files of configuration that the benchmark archives. */
  static byte[] words(int length) {
    Random random = new Random(5);
    String[] vocabulary = new String[5000];
    Arrays.setAll(vocabulary, i -> Integer.toString(random.nextInt(1 << 30), 36) + " ");
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(vocabulary[random.nextInt(vocabulary.length)]);
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] copyText(int length) {
    Random random = new Random(6);
    StringBuilder rows = new StringBuilder();
    for (int row = 1; rows.length() < length; row++) {
      rows.append(row)
          .append("\t2026-01-")
          .append(10 + random.nextInt(20))
          .append(" 12:00:00+00\t");
      rows.append(random.nextBoolean() ? "success" : "\\N").append("\t{\"trace\": \"");
      rows.append(Long.toHexString(random.nextLong())).append("\", \"retries\": ");
      rows.append(random.nextInt(4)).append("}\n");
    }
    return rows.substring(0, length).getBytes(StandardCharsets.UTF_8);
  }

  /** Records of a program: small numbers in words of four bytes, with some noise. */
  private static byte[] machineBytes() {
    Random random = new Random(7);
    byte[] bytes = new byte[1 << 19];
    for (int at = 0; at < bytes.length; at += 4) {
      bytes[at] = (byte) (random.nextGaussian() * 20);
      bytes[at + 1] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 0);
    }
    return bytes;
  }

  private static byte[] compressed(byte[] plain) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(plain);
    deflater.finish();
    byte[] bytes = new byte[plain.length];
    int length = deflater.deflate(bytes);
    deflater.end();
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
