package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopyRowsTest {
  private static final TableName TABLE = new TableName("public", "t");
  private static final DumpPosition START = new DumpPosition(1000, 50);

  @Test
  void rowsAndBytesAreCountedWithoutTheEndMarker() {
    TableInventory table = read(List.of("a", "b"), "1\tx\n2\t\\N\n\\.\n");
    assertThat(table.table()).isEqualTo(TABLE);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.offset()).isEqualTo(1000);
    assertThat(table.bytes()).isEqualTo(9);
  }

  @Test
  void whatFollowsTheEndMarkerIsNotTaken() {
    CopyRows rows = new CopyRows(TABLE, List.of("a"), START);
    byte[] bytes = Pieces.utf8("1\n\\.\n\n--\n");
    assertThat(rows.read(bytes, 0, bytes.length)).isEqualTo(5);
    assertThat(rows.ended()).isTrue();
    assertThat(rows.lines()).isEqualTo(2);
  }

  @Test
  void anEscapedBackslashBeforeADotIsData() {
    assertThat(read(List.of("a"), "\\\\.\n.\n\\.\n").rows()).isEqualTo(2);
  }

  @Test
  void theEndMarkerIsOneOnlyOnALineOfItsOwn() {
    for (int size : List.of(1, 2, 3, 100)) {
      for (String data : List.of("\\.\tx\n", "x\t\\.\n", "x\t\\.x\n", "\\.x\t\n", "\\\t.\n")) {
        CopyRows rows = new CopyRows(TABLE, List.of("a", "b"), START);
        Pieces.cut(Pieces.utf8(data + "\\.\n"), List.of(size), feed(rows));
        assertThat(rows.ended()).isTrue();
        assertThat(rows.inventory().rows()).isEqualTo(1);
      }
    }
  }

  @Test
  void neitherTheOrderOfRowsNorThatOfColumnsMatters() {
    TableInventory one = read(List.of("a", "b", "c"), "1\t2\t3\n4\t5\t6\n\\.\n");
    assertThat(read(List.of("a", "b", "c"), "4\t5\t6\n1\t2\t3\n\\.\n").digest())
        .isEqualTo(one.digest());
    assertThat(read(List.of("c", "a", "b"), "3\t1\t2\n6\t4\t5\n\\.\n").digest())
        .isEqualTo(one.digest());
  }

  @Test
  void whateverElseChangesTheDigestChanges() {
    List<String> variants =
        List.of(
            "1\tx\n2\ty\n",
            "1\tx\n2\tz\n",
            "1\ty\n2\tx\n",
            "x\t1\ny\t2\n",
            "1\tx\n",
            "1\tx\n1\tx\n",
            "1\tx\n2\ty\n2\ty\n",
            "1\tx\n2\ty\n2\ty\n2\ty\n",
            "1\tx\n2\t\n",
            "1\tx\n2\t\\N\n",
            "1\tx\n2\t\\\\N\n",
            "1\tx\n2\tN\n",
            "1\tx\n2\ty \n",
            "\t1x\n2\ty\n",
            "1x\t\n2\ty\n",
            "");
    Set<String> digests = new HashSet<>();
    variants.forEach(data -> digests.add(digest(List.of("a", "b"), data)));
    variants.forEach(data -> digests.add(digest(List.of("a", "c"), data)));
    // The empty table has one digest, whatever its columns.
    assertThat(digests).hasSize(2 * variants.size() - 1);
  }

  @Test
  void aTableWithoutColumnsHasRows() {
    TableInventory two = read(List.of(), "\n\n\\.\n");
    assertThat(two.rows()).isEqualTo(2);
    assertThat(two.bytes()).isEqualTo(2);
    assertThat(two.digest())
        .isEqualTo(ReferenceDigest.ofTable(List.of(), List.of(List.of(), List.of())));
  }

  @Test
  void theDigestIsTheOneOnDisk() {
    // These are in manifests: they may change only with a new format version.
    assertThat(digest(List.of("a"), "\n")).isEqualTo("c7c85e9f4cbbbcc98946e1d275df5f92");
    assertThat(digest(List.of("id", "name"), "1\tAda\n2\t\\N\n"))
        .isEqualTo("bbb2a377e8b5aeaf3c18a84125065892");
    assertThat(
            digest(
                List.of("ünï \"c\""), "0123456789abcdef\n0123456789abcdefX\n0123456\n01234567\n"))
        .isEqualTo("3cefa10b0668b4e01b289de75a18c80b");
    assertThat(digest(List.of(), "\n")).isEqualTo("1c7c3012e76a137c14d25642c448effb");
  }

  @Test
  void aRowWithTheWrongNumberOfFieldsIsRefused() {
    refused(List.of("a", "b"), "1\t2\n1\n", "has 1 instead of 2 fields", 1005, 51);
    refused(List.of("a", "b"), "1\t2\n1\t2\t3\n", "has more than 2 fields", 1007, 51);
    refused(List.of("a", "b"), "\n", "has 1 instead of 2 fields", 1000, 50);
    refused(List.of(), "\nx\n", "has 1 instead of 0 fields", 1002, 51);
    refused(List.of(), "\t\n", "has more than 0 fields", 1000, 50);
  }

  @Test
  void anInventoryWithinARowIsRefused() {
    for (String data : List.of("1\t", "1", "1\t2", "1\t2\n3")) {
      CopyRows rows = new CopyRows(TABLE, List.of("a", "b"), START);
      rows.read(Pieces.utf8(data), 0, data.length());
      assertThatThrownBy(rows::inventory)
          .isInstanceOfSatisfying(
              ChronosException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE));
    }
  }

  @Test
  void dataWithoutAnEndMarkerIsCountedToItsEnd() {
    TableInventory table = read(List.of("a"), "1\n22\n");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.bytes()).isEqualTo(5);
    assertThat(table.digest()).isEqualTo(read(List.of("a"), "1\n22\n\\.\n").digest());
  }

  private static void refused(
      List<String> columns, String data, String message, long offset, long line) {
    for (List<Integer> sizes : List.of(List.of(1000), List.of(1))) {
      CopyRows rows = new CopyRows(TABLE, columns, START);
      assertThatThrownBy(() -> Pieces.cut(Pieces.utf8(data), sizes, feed(rows)))
          .isInstanceOfSatisfying(
              ChronosException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.DUMP_NOT_UNDERSTOOD);
                assertThat(e)
                    .hasMessage(
                        "A row of public.t %s (byte %d, line %d of the dump)",
                        message, offset, line);
              });
    }
  }

  private static String digest(List<String> columns, String data) {
    return read(columns, data).digest().hex();
  }

  private static TableInventory read(List<String> columns, String data) {
    CopyRows rows = new CopyRows(TABLE, columns, START);
    Pieces.whole(Pieces.utf8(data), feed(rows));
    return rows.inventory();
  }

  private static Pieces.Taker feed(CopyRows rows) {
    return (bytes, offset, length) -> rows.read(bytes, offset, offset + length);
  }
}
