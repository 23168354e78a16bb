package io.leveredge.chronos.adapters.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.postgres.sql.CopyHeader;
import io.leveredge.chronos.domain.inventory.TableName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class RowFeedTest {
  private static final byte[] BEFORE =
      "COPY public.t (a) FROM stdin;\n".getBytes(StandardCharsets.UTF_8);
  private static final int ROUNDS = 200;

  /** The dump, with rows of all lengths: none, short ones, and longer than what is read at once. */
  private static byte[] dump(Random random) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(BEFORE);
    int rows = random.nextInt(40);
    for (int row = 0; row < rows; row++) {
      int length = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(20);
      byte[] text = new byte[length];
      Arrays.fill(text, (byte) ('a' + row % 26));
      all.writeBytes(text);
      all.write('\n');
    }
    return all.toByteArray();
  }

  private static DumpPart.Rows rows(byte[] dump) {
    return new DumpPart.Rows(
        new CopyHeader(new TableName("public", "t"), List.of("a")),
        "COPY public.t",
        BEFORE.length,
        dump.length - BEFORE.length,
        Optional.empty());
  }

  private static RowRange feed(
      byte[] dump, RowRange range, LongPredicate enough, ByteArrayOutputStream into)
      throws IOException, SQLException {
    RowFeed feed = new RowFeed(range, enough);
    int opening = (int) feed.opening();
    InputStream plain = new ByteArrayInputStream(dump, opening, dump.length - opening);
    return feed.feed(plain, into::write);
  }

  private static byte[] rowsOf(byte[] dump) {
    return Arrays.copyOfRange(dump, BEFORE.length, dump.length);
  }

  @Test
  void everyRowIsHandedOnOnceHoweverTheyAreSplit() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] dump = dump(random);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (RowRange piece : RowRange.all(rows(dump)).split(1 + random.nextInt(12))) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        assertThat(feed(dump, piece, left -> false, one).bytes()).isZero();
        assertThat(one.size() == 0 || one.toByteArray()[one.size() - 1] == '\n').isTrue();
        all.writeBytes(one.toByteArray());
      }
      assertThat(all.toByteArray()).as("round %d", round).isEqualTo(rowsOf(dump));
    }
  }

  @Test
  void whatIsLeftWhereItIsEnoughBeginsWithARow() throws Exception {
    Random random = new Random(8);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] dump = dump(random);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      RowRange left = RowRange.all(rows(dump)).split(1 + random.nextInt(3)).getLast();
      byte[] expected = new byte[0];
      ByteArrayOutputStream undivided = new ByteArrayOutputStream();
      feed(dump, left, never -> false, undivided);
      expected = undivided.toByteArray();
      while (left.bytes() > 0) {
        long until = (long) (left.bytes() * random.nextDouble());
        left = feed(dump, left, bytes -> bytes <= until, all);
        assertThat(all.size() == 0 || all.toByteArray()[all.size() - 1] == '\n').isTrue();
      }
      assertThat(all.toByteArray()).as("round %d", round).isEqualTo(expected);
    }
  }

  @Test
  void dumpThatEndsBeforeTheRowsIsAFailure() {
    byte[] dump = "COPY public.t (a) FROM stdin;\none\ntwo\n".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(dump, dump.length - 2);
    assertThatThrownBy(
            () -> feed(cut, RowRange.all(rows(dump)), left -> false, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 bytes before the table does");
  }
}
