package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.testkit.system.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on the process that reads: what it may read, and what it takes names for. */
final class OtherProcessTest {
  @TempDir Path folder;
  private Path tree;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.toRealPath().resolve("tree"));
  }

  @Test
  void whatMayNotBeReadMakesTheBackupPartialAndTheRestIsKept() throws Exception {
    Shell.run(
        tree,
        """
        mkdir closed listed; echo x >closed/inside; echo x >listed/inside
        echo secret >unreadable; echo open >readable
        chmod 0000 unreadable closed; chmod 0444 listed
        """);
    List<String> printed = capture("C.UTF-8");
    Shell.run(tree, "chmod 0755 closed listed");
    assertThat(printed.get(1)).isEqualTo("PARTIAL");
    assertThat(printed.subList(2, printed.size()))
        .containsExactlyInAnyOrder(
            tree + "/unreadable: Permission denied",
            tree + "/closed: it cannot be listed: Permission denied",
            tree + "/listed/inside: Permission denied");
    assertThat(Shell.run(Path.of(printed.getFirst()), "tar -tf config.tar.gz"))
        .contains("tree/closed/\n", "tree/listed/\n", "tree/readable\n")
        .doesNotContain("tree/unreadable", "inside");
  }

  /** Longer than any path that the kernel takes: what cannot be looked at is missing, not lost. */
  @Test
  void pathThatIsTooLongIsMissing() throws Exception {
    String down = "for i in $(seq 25); do mkdir $NAME; cd $NAME; done; echo deep >file";
    Shell.run(tree, "NAME=$(printf 'd%.0s' {1..200}); " + down);
    List<String> printed = capture("C.UTF-8");
    Shell.run(folder, "rm -rf tree");
    assertThat(printed.get(1)).isEqualTo("PARTIAL");
    assertThat(printed.subList(2, printed.size()))
        .singleElement()
        .asString()
        .endsWith(": File name too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
  void namesAreTheSameBytesInEveryLocale(String locale) throws Exception {
    Shell.run(
        tree,
        """
        mkdir $'d\\xff'; echo 1 >$'d\\xff/caf\\xc3\\xa9'; echo 2 >$'latin\\xe9'; echo 3 >$'line\\nbreak'
        ln -s $'d\\xff/caf\\xc3\\xa9' $'\\xe2\\x82\\xac'
        """);
    List<String> printed = capture(locale);
    assertThat(printed.get(1)).isEqualTo("COMPLETED");
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    Shell.run(unpacked, "tar -xpf " + printed.getFirst() + "/config.tar.gz");
    assertThat(Shell.describe(unpacked.resolve(tree.toString().substring(1))))
        .isEqualTo(Shell.describe(tree));
  }

  /**
   * The output of a capture that has no more rights than a user: root without its capabilities is
   * held to the modes of files like anybody (capabilities(7), CAP_DAC_OVERRIDE).
   */
  private List<String> capture(String locale) throws Exception {
    String drop =
        Shell.run(tree, "id -u").equals("0\n")
            ? "setpriv --bounding-set=-all --inh-caps=-all "
            : "";
    List<String> java = JavaCommand.of(CaptureProgram.class, folder.toRealPath(), tree);
    String printed =
        Shell.run(folder, "LC_ALL=%s %s '%s'".formatted(locale, drop, String.join("' '", java)));
    return printed.lines().toList();
  }
}
