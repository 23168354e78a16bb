package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Content;
import io.leveredge.chronos.adapters.fs.config.ArchivedEntry.Device;
import io.leveredge.chronos.adapters.fs.tar.EntryType;
import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.artifact.Sha256;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One file is read out of an archive by its index. */
final class ConfigArchiveTest {
  @TempDir Path folder;
  private Path tree;
  private ConfigTrial trial;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.toRealPath().resolve("tree"));
    trial = new ConfigTrial(folder.toRealPath());
    Shell.run(
        tree,
        """
        for i in 1 2 3 4 5; do head -c 1500000 /dev/urandom >r$i; done
        echo small >small; : >empty; ln small other; ln -s small link; mkdir dir; mkfifo pipe
        chmod 04711 small; touch -d '2001-02-03 04:05:06.000000007 UTC' small
        """);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void everyFileIsReadAsItWas(Codec codec) throws Exception {
    ConfigTrial.Made made = capture(codec);
    for (String name : List.of("r1", "r2", "r3", "r4", "r5", "small", "other", "empty")) {
      assertThat(trial.content(made, tree.resolve(name)))
          .as(name)
          .isEqualTo(Files.readAllBytes(tree.resolve(name)));
    }
  }

  @Test
  void entrySaysWhatLstatSays() throws Exception {
    ConfigArchive archive = trial.open(capture(Codec.GZIP));
    ArchivedEntry small = find(archive, "small");
    ArchivedEntry other = find(archive, "other");
    ArchivedEntry first = small.type() == EntryType.FILE ? small : other;
    ArchivedEntry second = small.type() == EntryType.FILE ? other : small;
    assertThat(first.mode()).isEqualTo(04711);
    assertThat(first.modified()).isEqualTo(Instant.parse("2001-02-03T04:05:06.000000007Z"));
    assertThat(first.owner().uid() + " " + first.owner().user() + "\n")
        .isEqualTo(Shell.run(tree, "stat -c '%u %U' small"));
    Content content = first.content().orElseThrow();
    assertThat(content.size()).isEqualTo(6);
    assertThat(content.torn()).isFalse();
    assertThat(content.digest())
        .isEqualTo(Sha256.of("small\n".getBytes(StandardCharsets.US_ASCII)));
    assertThat(second.type()).isEqualTo(EntryType.HARDLINK);
    assertThat(second.target()).contains(first.name());
    assertThat(find(archive, "link").target()).contains(RawName.ofText("small"));
    assertThat(find(archive, "dir").type()).isEqualTo(EntryType.DIRECTORY);
    assertThat(find(archive, "pipe").type()).isEqualTo(EntryType.FIFO);
    assertThat(archive.find(RawName.ofText("none"))).isEmpty();
    ConfigArchive devices = trial.open(trial.capture(Path.of("/dev/null")));
    assertThat(devices.find(RawName.ofText("dev/null")).orElseThrow().device())
        .contains(new Device(1, 3));
  }

  @Test
  void namesAreTheBytesThatTheyWere() throws Exception {
    Shell.run(tree, "echo raw >$'\\xff\\nname\\\\'; ln -s $'to\\xfe' $'\\xffl'");
    ConfigTrial.Made made = capture(Codec.GZIP);
    Path raw = Path.of(URI.create("file://" + tree + "/%FF%0Aname%5C"));
    assertThat(trial.content(made, raw)).asString().isEqualTo("raw\n");
    ArchivedEntry link =
        trial
            .open(made)
            .find(RawName.unescape(tree.toString().substring(1) + "/\\xffl"))
            .orElseThrow();
    assertThat(link.target()).contains(RawName.unescape("to\\xfe"));
  }

  /** What lies in other blocks may be rubbish: it is not looked at. */
  @ParameterizedTest
  @EnumSource(Codec.class)
  void onlyTheBlocksOfTheFileAreRead(Codec codec) throws Exception {
    ConfigTrial.Made made = capture(codec);
    Path last = lastOf(made);
    byte[] expected = Files.readAllBytes(last);
    try (RandomAccessFile archive = new RandomAccessFile(made.archive().toFile(), "rw")) {
      archive.write(new byte[2_000_000]);
    }
    assertThat(trial.content(made, last)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void flippedByteIsFoundOut(Codec codec) throws Exception {
    ConfigTrial.Made made = capture(codec);
    Path last = lastOf(made);
    try (RandomAccessFile archive = new RandomAccessFile(made.archive().toFile(), "rw")) {
      long at = archive.length() - 700_000;
      archive.seek(at);
      int was = archive.read();
      archive.seek(at);
      archive.write(was ^ 1);
    }
    assertCorrupt(made, last);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void cutArchiveIsFoundOut(Codec codec) throws Exception {
    ConfigTrial.Made made = capture(codec);
    try (RandomAccessFile archive = new RandomAccessFile(made.archive().toFile(), "rw")) {
      archive.setLength(archive.length() - 700_000);
    }
    assertCorrupt(made, lastOf(made));
  }

  /** As docs/format.md says, with what every machine has. */
  @Test
  void fileIsReadByHand() throws Exception {
    ConfigTrial.Made made = capture(Codec.GZIP);
    Path last = lastOf(made);
    long offset = find(trial.open(made), last.toString()).content().orElseThrow().offset();
    String lines = Shell.run(made.folder(), "zcat config.index.jsonl.gz | grep '\"blocks\",'");
    Matcher pair = Pattern.compile("\\[(\\d+),(\\d+)\\]").matcher(lines);
    long plain = 0;
    long stored = 0;
    while (pair.find() && Long.parseLong(pair.group(1)) <= offset) {
      plain = Long.parseLong(pair.group(1));
      stored = Long.parseLong(pair.group(2));
    }
    assertThat(plain).isPositive();
    String cut =
        "tail -c +%d config.tar.gz | gunzip -c | tail -c +%d | head -c 1500000 | sha256sum"
            .formatted(stored + 1, offset - plain + 1);
    assertThat(Shell.run(made.folder(), "set +o pipefail; " + cut))
        .isEqualTo(Shell.run(tree, "sha256sum <" + last));
  }

  @Test
  void cutIndexIsFoundOut() throws Exception {
    ConfigTrial.Made made = capture(Codec.NONE);
    byte[] index = Files.readAllBytes(made.index());
    String text = new String(index, StandardCharsets.UTF_8);
    byte[] cut =
        text.substring(0, text.indexOf("{\"kind\":\"end\"")).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> readIndex(cut)).hasMessageContaining("cut short");
    byte[] newer = text.replace("\"format\":1", "\"format\":2").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> readIndex(newer)).hasMessageContaining("newer format 2");
    byte[] broken = text.replace("\"uid\":", "\"uid\":\"x\"").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> readIndex(broken)).hasMessageContaining("Not an index of files");
  }

  private static void readIndex(byte[] plain) throws IOException {
    new ConfigIndexReader(new ConfigIndexReader.Listener() {})
        .read(new ByteArrayInputStream(plain));
  }

  @Test
  void whatIsNoFileHasNoContent() throws Exception {
    ConfigTrial.Made made = capture(Codec.GZIP);
    assertThatThrownBy(() -> trial.content(made, tree.resolve("dir")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertCorrupt(ConfigTrial.Made made, Path file) {
    assertThatThrownBy(() -> trial.content(made, file))
        .isInstanceOfSatisfying(
            ChronosException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
  }

  private ConfigTrial.Made capture(Codec codec) {
    return trial.capture(codec, new ConfigSettings(List.of(tree), List.of(), List.of()));
  }

  private ArchivedEntry find(ConfigArchive archive, String name) {
    return archive.find(RawName.of(tree.resolve(name)).from(1)).orElseThrow();
  }

  /** The large file that lies last in the archive. */
  private Path lastOf(ConfigTrial.Made made) {
    List<ArchivedEntry> large = new ArrayList<>();
    trial
        .open(made)
        .entries(
            entry -> {
              if (entry.content().filter(content -> content.size() > 1_000_000).isPresent()) {
                large.add(entry);
              }
            });
    return Path.of("/" + large.getLast().name());
  }
}
