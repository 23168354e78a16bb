package io.leveredge.chronos.adapters.postgres.restore;

import io.leveredge.chronos.adapters.postgres.dump.DumpIndex;
import io.leveredge.chronos.adapters.postgres.sql.RealDump;
import io.leveredge.chronos.adapters.postgres.sql.ScannedDump;
import io.leveredge.chronos.domain.artifact.BlockTable;
import io.leveredge.chronos.domain.inventory.DatabaseInventory;
import io.leveredge.chronos.domain.inventory.LargeObjects;
import io.leveredge.chronos.testkit.postgres.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A dump in memory, indexed as a backup indexes it. */
final class TestDump implements PlainDump {
  final byte[] bytes;
  final AtomicLong opened = new AtomicLong();
  private final DumpIndex index;

  private TestDump(byte[] bytes, String encoding, DatabaseInventory inventory) {
    this.bytes = bytes;
    this.index = new DumpIndex(encoding, "15", inventory, List.of(), new BlockTable());
  }

  /** What pg_dump writes of a database now, as a backup asks it to. */
  static TestDump of(TestDatabase database, String... options) throws Exception {
    byte[] bytes = RealDump.of(database, options);
    ScannedDump scanned = RealDump.scan(bytes, 1 << 20);
    String encoding = database.value("SHOW server_encoding").orElseThrow();
    return new TestDump(bytes, encoding, scanned.inventory());
  }

  /** Any text, with an index that knows of nothing. */
  static TestDump text(String sql) {
    return new TestDump(
        sql.getBytes(StandardCharsets.UTF_8),
        "UTF8",
        new DatabaseInventory(List.of(), List.of(), LargeObjects.NONE));
  }

  /** Any text, with the index that a backup would have made of it. */
  static TestDump scanned(String sql) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    return new TestDump(bytes, "UTF8", RealDump.scan(bytes, 1 << 20).inventory());
  }

  /** The same index over other text. */
  TestDump with(String sql) {
    return new TestDump(sql.getBytes(StandardCharsets.UTF_8), index.encoding(), index.inventory());
  }

  String sql() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public DumpIndex index() {
    return index;
  }

  @Override
  public InputStream open(long plainOffset) {
    opened.incrementAndGet();
    int offset = (int) Math.min(plainOffset, bytes.length);
    return new ByteArrayInputStream(bytes, offset, bytes.length - offset);
  }
}
