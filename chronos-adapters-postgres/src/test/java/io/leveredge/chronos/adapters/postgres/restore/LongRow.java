package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.dump.DumpIndex;
import io.leveredge.chronos.adapters.postgres.sql.DumpScanner;
import io.leveredge.chronos.domain.artifact.BlockTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One row of many megabytes, which is nowhere whole. */
final class LongRow implements PlainDump {
  private static final int LENGTH = 105_000_000;
  private static final String HEAD =
      """
      SET client_encoding = 'UTF8';
      SET standard_conforming_strings = on;

      CREATE TABLE public.t (a integer, v text, b bytea);

      COPY public.t (a, v, b) FROM stdin;
      1\tshort\t\\\\x00
      2\t\
      """;
  private static final String TAIL =
      """
      \\\\\\té\t\\N
      \\.


      --
      -- PostgreSQL database dump complete
      --

      """;
  private final DumpIndex index;

  LongRow() throws IOException {
    DumpScanner scanner = new DumpScanner();
    try (InputStream all = stream()) {
      byte[] buffer = new byte[1 << 16];
      for (int length = all.read(buffer); length >= 0; length = all.read(buffer)) {
        scanner.accept(buffer, 0, length);
      }
    }
    index = new DumpIndex("UTF8", "15", scanner.finish().inventory(), List.of(), new BlockTable());
  }

  private static InputStream stream() {
    InputStream many =
        new InputStream() {
          private int left = LENGTH;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int count = Math.min(length, left);
            if (count == 0) {
              return -1;
            }
            Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
          }
        };
    return new SequenceInputStream(
        new ByteArrayInputStream(HEAD.getBytes(StandardCharsets.UTF_8)),
        new SequenceInputStream(
            many, new ByteArrayInputStream(TAIL.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public DumpIndex index() {
    return index;
  }

  @Override
  public InputStream open(long plainOffset) throws IOException {
    InputStream all = stream();
    all.skipNBytes(plainOffset);
    return all;
  }
}
