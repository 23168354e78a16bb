package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import io.leveredge.chronos.domain.artifact.Codec;
import io.leveredge.chronos.domain.backup.ComponentResult;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GNU tar puts back what was there. */
final class RoundTripTest {
  @TempDir Path folder;
  private Path tree;
  private ConfigTrial trial;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.toRealPath().resolve("tree"));
    trial = new ConfigTrial(folder.toRealPath());
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void treeComesBackAsItWas(Codec codec) throws Exception {
    Shell.run(
        tree,
        """
        mkdir -p app/conf.d empty 'with space'
        printf 'key = value\\n' >app/main.conf
        head -c 3000000 /dev/urandom >app/large.bin
        head -c 1048576 /dev/urandom >app/exactly.bin
        : >app/conf.d/nothing
        chmod 0600 app/main.conf; chmod 04751 app/large.bin; chmod 01777 empty; chmod 0555 app/conf.d
        ln -s main.conf app/link; ln -s /nowhere/at/all app/dangling; ln -s . app/loop
        ln app/main.conf 'with space/other name'
        mkfifo app/pipe
        touch -d '2001-02-03 04:05:06.123456789 UTC' app/main.conf
        touch -d '1969-12-31 23:59:58.25 UTC' app/large.bin
        touch -h -d '2020-01-01 00:00:00.000000001 UTC' app/link
        touch -d '2010-10-10 10:10:10.1 UTC' app empty
        """);
    ConfigTrial.Made made =
        trial.capture(codec, new ConfigSettings(List.of(tree), List.of(), List.of()));
    assertThat(made.result().missing()).isEmpty();
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(Shell.describe(trial.unpack(made, tree))).isEqualTo(Shell.describe(tree));
  }

  @Test
  void namesComeBackByteForByte() throws Exception {
    Shell.run(
        tree,
        """
        touch $'line\\nbreak' -- '-dash' $'\\xff\\xfe not text' $'caf\\xc3\\xa9' $'back\\\\slash' '*' '"'
        touch "$(printf 'n%.0s' {1..255})" "$(printf '\\xe4%.0s' {1..255})"
        mkdir -p "$(printf 'd%.0s' {1..200})/$(printf '\\xff%.0s' {1..200})"
        touch "$(printf 'd%.0s' {1..200})/$(printf '\\xff%.0s' {1..200})/deep"
        ln -s $'\\xff//to/' $'\\xc3\\xa4 link'; ln -s "$(printf '\\xfe%.0s' {1..300})" longlink
        ln $'caf\\xc3\\xa9' $'second\\xffname'
        """);
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing()).isEmpty();
    assertThat(Shell.describe(trial.unpack(made, tree))).isEqualTo(Shell.describe(tree));
  }

  @Test
  void nameIsTheAbsolutePathWithoutItsSlash() throws Exception {
    Files.writeString(tree.resolve("one"), "1");
    ConfigTrial.Made made = trial.capture(tree.resolve("one"));
    assertThat(trial.list(made)).contains(" " + tree.toString().substring(1) + "/one\n");
    assertThat(Files.readString(trial.unpack(made, tree.resolve("one")))).isEqualTo("1");
  }

  @Test
  void holesStayHoles() throws Exception {
    Shell.run(
        tree,
        """
        truncate -s 64M all-hole; truncate -s 33554433 data-first; printf begin | dd of=data-first conv=notrunc status=none
        truncate -s 40M data-last; printf end >>data-last
        truncate -s 20M middle; head -c 100000 /dev/urandom | dd of=middle bs=1M seek=7 conv=notrunc status=none
        head -c 5000000 /dev/urandom >no-hole; head -c 3000000 /dev/zero >zeros
        """);
    ConfigTrial.Made made = trial.capture(tree);
    Path back = trial.unpack(made, tree);
    assertThat(Shell.describe(back)).isEqualTo(Shell.describe(tree));
    String blocks =
        "for f in all-hole data-first data-last middle no-hole; do stat -c '%n %b' $f; done";
    assertThat(Shell.run(back, blocks)).isEqualTo(Shell.run(tree, blocks));
    for (String name : new String[] {"all-hole", "data-first", "data-last", "middle", "zeros"}) {
      assertThat(trial.content(made, tree.resolve(name)))
          .as(name)
          .isEqualTo(Files.readAllBytes(tree.resolve(name)));
    }
  }

  @Test
  void largeHoleTakesNoSpace() throws Exception {
    assertHoleTakesNoSpace(200);
  }

  @Test
  @Tag("slow")
  void tenGigabytesOfHoleTakeNoSpace() throws Exception {
    assertHoleTakesNoSpace(10 << 10);
  }

  private void assertHoleTakesNoSpace(int mebibytes) throws Exception {
    Shell.run(tree, "truncate -s " + mebibytes + "M huge; printf end >>huge");
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.fact("bytes")).isEqualTo(Long.toString(((long) mebibytes << 20) + 3));
    assertThat(Files.size(made.archive())).isLessThan(10_000);
    String facts = "stat -c '%s' huge; tail -c 3 huge; du -k huge";
    assertThat(Shell.run(trial.unpack(made, tree), facts)).isEqualTo(Shell.run(tree, facts));
  }

  @Test
  void deviceIsKeptAndNotOpened() throws Exception {
    ConfigTrial.Made made = trial.capture(Path.of("/dev/null"));
    assertThat(made.result().missing()).isEmpty();
    assertThat(trial.list(made)).startsWith("crw").containsPattern("0/0 +1,3 .* dev/null\n");
  }

  @Test
  void socketIsLeftOutWithANote() throws Exception {
    Path socket = tree.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      ConfigTrial.Made made = trial.capture(tree);
      assertThat(made.result().state()).isEqualTo(ComponentResult.State.COMPLETED);
      assertThat(made.result().notes()).singleElement().asString().contains("socket", "tree/s");
      assertThat(trial.list(made)).doesNotContain("tree/s");
    }
  }

  @Test
  void numbersBeyondTheHeaderAreKept() throws Exception {
    boolean root = Shell.run(tree, "id -u").equals("0\n");
    Shell.run(tree, "touch -d '2300-01-01 00:00:00 UTC' late; touch -d '1901-12-31 UTC' early");
    if (root) {
      Shell.run(
          tree,
          "touch owned; chown 3000000000:2999999999 owned; touch some; chown 12345:54321 some");
    }
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(Shell.describe(trial.unpack(made, tree))).isEqualTo(Shell.describe(tree));
  }

  @Test
  void rootOfRootsCanBeGivenAsASlash() throws Exception {
    List<String> others;
    try (Stream<Path> children = Files.list(Path.of("/"))) {
      others = children.map(Path::toString).toList();
    }
    ConfigTrial.Made made =
        trial.capture(Codec.NONE, new ConfigSettings(List.of(Path.of("/")), others, List.of()));
    assertThat(made.result().missing()).isEmpty();
    assertThat(trial.list(made)).matches("d.* \\./\n");
    assertThat(trial.open(made).find(RawName.ofText(""))).isPresent();
  }
}
