package io.leveredge.chronos.adapters.fs.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.ports.storage.ArtifactSink;
import io.leveredge.chronos.ports.storage.StoredArtifact;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GNU tar cannot be asked about cheaply; that it reads the rest is tried with real trees. */
final class TarWriterTest {
  private static final Owner ROOT = new Owner(0, 0, "root", "root");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarWriter tar = new TarWriter(new BytesSink());

  @Test
  void plainEntryNeedsNoExtendedHeader() {
    tar.begin(entry("a", ROOT, Instant.ofEpochSecond(1), 3));
    tar.content(new byte[] {1, 2, 3}, 0, 3);
    tar.end();
    tar.finish();
    assertThat(bytes.size()).isEqualTo(512 + 512 + 1024);
    assertThat(text()).startsWith("a\0").doesNotContain("PaxHeaders");
  }

  @Test
  void sizeBeyondElevenOctalDigitsIsARecord() {
    tar.begin(entry("large", ROOT, Instant.EPOCH, 9L << 30));
    assertThat(text()).contains("19 size=9663676416\n");
  }

  @Test
  void ownersBeyondSevenOctalDigitsAreRecords() {
    tar.begin(entry("a", new Owner(2_097_152, 4_294_967_294L, "", ""), Instant.EPOCH, 0));
    assertThat(text()).contains("15 uid=2097152\n", "18 gid=4294967294\n");
  }

  @Test
  void ownersNameThatIsLongOrNotAsciiIsARecord() {
    tar.begin(entry("a", new Owner(1, 1, "a".repeat(32), "größe"), Instant.EPOCH, 0));
    assertThat(text()).contains("42 uname=" + "a".repeat(32) + "\n");
    assertThat(utf8()).contains("17 gname=größe\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00.000000001Z, 0.000000001",
    "1969-12-31T23:59:59.750Z, -0.250000000",
    "1969-12-31T23:59:58Z, -2.000000000",
    "2500-01-01T00:00:00Z, 16725225600.000000000",
  })
  void timeThatTheHeaderCannotHoldIsARecord(Instant time, String seconds) {
    tar.begin(entry("a", ROOT, time, 0));
    assertThat(text()).contains(" mtime=" + seconds + "\n");
  }

  /** The number in front counts itself. */
  @ParameterizedTest
  @CsvSource({"101, 111", "120, 130", "980, 990", "989, 999", "990, 1001", "9980, 9991"})
  void recordSaysItsWholeLength(int nameLength, int recordLength) {
    tar.begin(entry("n".repeat(nameLength), ROOT, Instant.EPOCH, 0));
    assertThat(text()).contains(recordLength + " path=nnn");
    assertThat((recordLength + " path=").length() + nameLength + 1).isEqualTo(recordLength);
  }

  @Test
  void longNameThatIsNoTextSaysSo() {
    tar.begin(
        new TarEntry(
            RawName.unescape("\\xff".repeat(101)),
            EntryType.SYMLINK,
            0777,
            ROOT,
            FileTime.fromMillis(0),
            0,
            Optional.of(RawName.unescape("\\xfe".repeat(101))),
            0,
            Optional.empty()));
    assertThat(text()).contains("21 hdrcharset=BINARY\n", " path=ÿ", " linkpath=þ");
  }

  @Test
  void holesLieInAMapBeforeTheData() {
    SparseMap map = new SparseMap(10_000);
    map.add(4096, 4);
    map.add(4100, 2);
    map.add(8192, 1);
    tar.begin(
        new TarEntry(
            RawName.ofText("sparse"),
            EntryType.FILE,
            0644,
            ROOT,
            FileTime.fromMillis(0),
            10_000,
            Optional.empty(),
            0,
            Optional.of(map)));
    assertThat(text())
        .contains("22 GNU.sparse.major=1\n", "22 GNU.sparse.minor=0\n")
        .contains("26 GNU.sparse.name=sparse\n", "29 GNU.sparse.realsize=10000\n")
        .contains("\0" + "3\n4096\n6\n8192\n1\n10000\n0\n\0");
    tar.content(new byte[7], 0, 7);
    tar.end();
    assertThat(bytes.size() % 512).isZero();
  }

  @Test
  void contentThatTheHeaderDidNotPromiseIsAMistake() {
    tar.begin(entry("a", ROOT, Instant.EPOCH, 2));
    assertThatThrownBy(() -> tar.content(new byte[3], 0, 3))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tar::end).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stretchesOfDataThatGoBackwardsAreAMistake() {
    SparseMap map = new SparseMap(100);
    map.add(10, 10);
    assertThatThrownBy(() -> map.add(15, 10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.add(95, 10)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TarEntry entry(String name, Owner owner, Instant modified, long size) {
    return new TarEntry(
        RawName.ofText(name),
        EntryType.FILE,
        0644,
        owner,
        FileTime.from(modified),
        size,
        Optional.empty(),
        0,
        Optional.empty());
  }

  private String text() {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private String utf8() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private final class BytesSink implements ArtifactSink {
    @Override
    public void write(byte[] some, int offset, int length) {
      bytes.write(some, offset, length);
    }

    @Override
    public long position() {
      return bytes.size();
    }

    @Override
    public StoredArtifact finish() {
      throw new IllegalStateException("The archive is its caller's to finish");
    }

    @Override
    public void close() {}
  }
}
