package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.leveredge.chronos.domain.inventory.TableInventory;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Things of a gigabyte pass, and nothing of them is held: what the thread allocates in all that
 * time is counted, whether or not it was collected.
 */
class BoundedMemoryTest {
  private static final long GIGABYTE = 1L << 30;
  private static final long ALLOWED = 8L << 20;

  @Test
  void aFieldOfOneGigabyteIsDigestedAsItPasses() {
    TableInventory largePieces = tableAround(1 << 20);
    TableInventory oddPieces = tableAround((1 << 16) + 3);
    assertThat(largePieces.rows()).isEqualTo(1);
    assertThat(largePieces.bytes()).isEqualTo("1\t".length() + GIGABYTE + "\t3\n".length());
    assertThat(oddPieces).isEqualTo(largePieces);
  }

  @Test
  void aStatementOfOneGigabyteIsLexedAsItPasses() {
    DumpScanner scanner = new DumpScanner();
    long allocated = allocatedBy(() -> around(scanner, "SELECT '", 1 << 20, "';\n"));
    assertThat(allocated).isLessThan(ALLOWED);
    assertThat(scanner.finish().bytes()).isEqualTo(GIGABYTE + 11);
  }

  @Test
  void millionsOfRowsAreCountedAsTheyPass() {
    DumpScanner scanner = new DumpScanner();
    byte[] rows = Pieces.utf8("1\t22\t\\N\n".repeat(1 << 16));
    feed(scanner, "COPY s.t (a, b, c) FROM stdin;\n");
    long allocated =
        allocatedBy(
            () -> {
              for (int i = 0; i < 256; i++) {
                scanner.accept(rows, 0, rows.length);
              }
            });
    assertThat(allocated).isLessThan(ALLOWED);
    feed(scanner, "\\.\n");
    assertThat(scanner.finish().inventory().rows()).isEqualTo(1 << 24);
  }

  private static TableInventory tableAround(int piece) {
    DumpScanner scanner = new DumpScanner();
    long allocated =
        allocatedBy(
            () -> around(scanner, "COPY s.t (a, b, c) FROM stdin;\n1\t", piece, "\t3\n\\.\n"));
    assertThat(allocated).isLessThan(ALLOWED);
    return scanner.finish().inventory().tables().get(0);
  }

  /** One gigabyte of the same byte between two texts. */
  private static void around(DumpScanner scanner, String before, int piece, String after) {
    byte[] filling = new byte[piece];
    Arrays.fill(filling, (byte) 'x');
    feed(scanner, before);
    for (long left = GIGABYTE; left > 0; left -= piece) {
      scanner.accept(filling, 0, (int) Math.min(left, piece));
    }
    feed(scanner, after);
  }

  private static void feed(DumpScanner scanner, String text) {
    Pieces.whole(Pieces.utf8(text), scanner::accept);
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
