package io.leveredge.chronos.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.domain.inventory.TableInventory;
import io.leveredge.chronos.domain.inventory.TableName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class CopyRowsPropertyTest {
  private static final TableName TABLE = new TableName("public", "t");

  /** A table as COPY shows it. */
  record Rows(List<String> columns, List<List<byte[]>> rows) {
    byte[] data() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (List<byte[]> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          out.writeBytes(row.get(i));
          out.write(i == row.size() - 1 ? '\n' : '\t');
        }
      }
      out.writeBytes(Pieces.utf8("\\.\n"));
      return out.toByteArray();
    }

    Rows shuffled(Random random) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      List<List<byte[]>> reordered = new ArrayList<>();
      rows.forEach(row -> reordered.add(order.stream().map(row::get).toList()));
      Collections.shuffle(reordered, random);
      return new Rows(order.stream().map(columns::get).toList(), reordered);
    }
  }

  @Property(tries = 300)
  void anyTableCutAnywhereHasTheReferenceDigest(
      @ForAll("tables") Rows table, @ForAll("sizes") List<Integer> sizes) {
    TableInventory found = read(table, sizes);
    assertThat(found.rows()).isEqualTo(table.rows().size());
    assertThat(found.bytes()).isEqualTo(table.data().length - 3);
    assertThat(found.digest()).isEqualTo(ReferenceDigest.ofTable(table.columns(), table.rows()));
  }

  @Property(tries = 200)
  void anyOrderOfRowsAndColumnsHasTheSameDigest(
      @ForAll("tables") Rows table, @ForAll("sizes") List<Integer> sizes, @ForAll Random random) {
    assertThat(read(table.shuffled(random), sizes).digest())
        .isEqualTo(read(table, List.of(1 << 20)).digest());
  }

  @Property(tries = 200)
  void oneChangedByteChangesTheDigest(@ForAll("tables") Rows table, @ForAll Random random) {
    List<List<byte[]>> rows = new ArrayList<>(table.rows());
    int row = random.nextInt(rows.size());
    List<byte[]> fields = new ArrayList<>(rows.get(row));
    int column = random.nextInt(fields.size());
    byte[] changed = fields.get(column).clone();
    if (changed.length == 0) {
      changed = new byte[] {'x'};
    } else {
      int at = random.nextInt(changed.length);
      changed[at] = (byte) (changed[at] == 'x' ? 'y' : 'x');
    }
    fields.set(column, changed);
    rows.set(row, fields);
    assertThat(read(new Rows(table.columns(), rows), List.of(1 << 20)).digest())
        .isNotEqualTo(read(table, List.of(1 << 20)).digest());
  }

  @Provide
  Arbitrary<Rows> tables() {
    Arbitrary<List<String>> columns =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(20)
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(6);
    return columns.flatMap(
        names ->
            fields()
                .list()
                .ofSize(names.size())
                .filter(row -> !isEndMarker(row))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(rows -> new Rows(names, rows)));
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 9), Arbitraries.integers().between(1, 300))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static boolean isEndMarker(List<byte[]> row) {
    return row.size() == 1 && new String(row.get(0), StandardCharsets.ISO_8859_1).equals("\\.");
  }

  /** Any bytes but the two that delimit; mostly short, at times of many blocks. */
  private static Arbitrary<byte[]> fields() {
    Arbitrary<Byte> bytes =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.bytes().between((byte) ' ', (byte) '~')),
            Tuple.of(1, Arbitraries.bytes().filter(b -> b != '\t' && b != '\n')),
            Tuple.of(
                1, Arbitraries.of((byte) 8, (byte) 11, (byte) -119, (byte) -118, (byte) '\\')));
    return Arbitraries.of(8, 17, 40, 200)
        .flatMap(longest -> bytes.array(byte[].class).ofMaxSize(longest));
  }

  private static TableInventory read(Rows table, List<Integer> sizes) {
    CopyRows rows = new CopyRows(TABLE, table.columns(), DumpPosition.START);
    Pieces.cut(
        table.data(),
        sizes,
        (bytes, offset, length) ->
            assertThat(rows.read(bytes, offset, offset + length)).isEqualTo(offset + length));
    assertThat(rows.ended()).isTrue();
    return rows.inventory();
  }
}
