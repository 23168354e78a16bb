package io.leveredge.chronos.adapters.fs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leveredge.chronos.domain.backup.ComponentResult;
import io.leveredge.chronos.domain.fault.ChronosException;
import io.leveredge.chronos.domain.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody changes, removes or replaces between the moments of their reading. */
final class ChangingFilesTest {
  private static final int LARGE = 3 << 20;

  @TempDir Path folder;
  private Path tree;
  private Path file;
  private ConfigTrial trial;

  @BeforeEach
  void makeTree() throws Exception {
    tree = Files.createDirectory(folder.toRealPath().resolve("tree"));
    file = tree.resolve("file");
    trial = new ConfigTrial(folder.toRealPath());
  }

  @Test
  void smallFileThatChangesThreeTimesIsWholeInTheEnd() throws Exception {
    Files.writeString(file, "0");
    trial.whenRead(upTo(3, time -> Files.writeString(file, "changed " + time)));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(trial.content(made, file)).asString().isEqualTo("changed 3");
    assertThat(trial.list(made).lines().filter(line -> line.endsWith("/file"))).hasSize(1);
  }

  @Test
  void smallFileThatAlwaysChangesMakesTheBackupPartial() throws Exception {
    Files.writeString(file, "0");
    AtomicInteger reads = new AtomicInteger();
    trial.whenRead(upTo(100, time -> Files.writeString(file, "n" + reads.incrementAndGet())));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(reads).hasValue(4);
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.PARTIAL);
    assertThat(made.result().missing())
        .containsExactly(file + ": each of 4 times it was read, it changed");
    // What was read last is better than nothing, and is marked.
    assertThat(trial.content(made, file)).asString().isEqualTo("n3");
    assertThat(Shell.run(made.folder(), "zcat config.index.jsonl.gz"))
        .contains("\"torn\":true", "\"kind\":\"missing\"");
  }

  @Test
  void timeAloneIsAChange() throws Exception {
    Files.writeString(file, "same");
    trial.whenRead(
        upTo(100, time -> Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * time))));
    assertThat(trial.capture(tree).result().state()).isEqualTo(ComponentResult.State.PARTIAL);
  }

  @Test
  void contentThatChangesWithItsTimePutBackIsAChange() throws Exception {
    Files.writeString(file, "aaaa");
    FileTime time = Files.getLastModifiedTime(file);
    trial.whenRead(
        upTo(
            1,
            any -> {
              Files.writeString(file, "bbbb");
              Files.setLastModifiedTime(file, time);
            }));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing()).isEmpty();
    assertThat(trial.content(made, file)).asString().isEqualTo("bbbb");
  }

  @Test
  void largeFileThatGrewIsFollowedByItselfAndTheLastCounts() throws Exception {
    Files.write(file, new byte[0]);
    Shell.run(tree, "head -c " + LARGE + " /dev/urandom >file");
    trial.whenRead(upTo(1, time -> append("more")));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing()).isEmpty();
    assertThat(trial.list(made).lines().filter(line -> line.endsWith("/file"))).hasSize(2);
    assertThat(Shell.describe(trial.unpack(made, tree))).isEqualTo(Shell.describe(tree));
    assertThat(trial.content(made, file)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void largeFileThatBecomesShorterLeavesAnArchiveThatCanBeRead() throws Exception {
    Shell.run(tree, "head -c " + LARGE + " /dev/urandom >file; echo behind >last");
    trial.whenRead(
        upTo(
            10,
            time -> {
              try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(LARGE - (100_000L * time));
              }
            }));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing())
        .singleElement()
        .asString()
        .contains("/file: each of 4 times");
    assertThat(Shell.run(trial.unpack(made, tree), "cat last")).isEqualTo("behind\n");
  }

  @Test
  void fileThatVanishesAfterItWasOpenedIsMissing() throws Exception {
    Files.writeString(file, "soon gone");
    trial.whenRead(upTo(1, time -> Files.delete(file)));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing()).containsExactly(file + ": it vanished while it was read");
  }

  @Test
  void fileThatIsReplacedByRenamingIsReadAnew() throws Exception {
    Files.writeString(file, "old");
    trial.whenRead(
        upTo(
            1,
            time -> {
              Path other = Files.writeString(folder.resolve("other"), "new");
              Files.move(other, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().missing()).isEmpty();
    assertThat(trial.content(made, file)).asString().isEqualTo("new");
  }

  @Test
  void whatVanishesBeforeItWasOpenedIsANote() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(tree.resolve("f" + i), "x");
    }
    trial.whenRead(upTo(1, time -> Shell.run(tree, "ls -U | tail -n +2 | head -n 18 | xargs rm")));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.COMPLETED);
    assertThat(made.result().notes())
        .singleElement()
        .asString()
        .contains("vanished before it was read", "and 8 more");
  }

  /** Somebody puts a link to what they may not read in the place of a folder that is being read. */
  @Test
  void folderThatIsSwappedForALinkLeadsNowhere() throws Exception {
    Path secrets = Files.createDirectory(folder.toRealPath().resolve("secrets"));
    Path app = Files.createDirectory(tree.resolve("app"));
    for (String name : List.of("one", "two", "three")) {
      Files.writeString(app.resolve(name), "public");
      Files.writeString(secrets.resolve(name), "secret");
    }
    trial.whenRead(
        upTo(
            1,
            time -> {
              Files.move(app, tree.resolveSibling("moved"));
              Files.createSymbolicLink(app, secrets);
            }));
    ConfigTrial.Made made = trial.capture(tree);
    assertThat(made.result().state()).isEqualTo(ComponentResult.State.PARTIAL);
    assertThat(made.result().missing()).isNotEmpty().allMatch(name -> name.contains("replaced"));
    assertThat(Shell.run(made.folder(), "zcat config.tar.gz")).doesNotContain("secret");
  }

  @Test
  void onlyTheFirstHundredAreNamedAndTheIndexHasThemAll() throws Exception {
    Path[] roots = new Path[130];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = tree.resolve("not-there-" + i);
    }
    ConfigTrial.Made made = trial.capture(roots);
    assertThat(made.result().missing()).hasSize(101).last().isEqualTo("and 30 more");
    assertThat(Shell.run(made.folder(), "zcat config.index.jsonl.gz | grep -c '\"missing\",'"))
        .isEqualTo("130\n");
  }

  @Test
  void interruptEndsTheReadingOfALargeFile() throws Exception {
    Shell.run(tree, "head -c " + LARGE + " /dev/urandom >file");
    trial.whenRead(upTo(1, time -> Thread.currentThread().interrupt()));
    try {
      assertThatThrownBy(() -> trial.capture(tree))
          .isInstanceOfSatisfying(
              ChronosException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BACKUP_INTERRUPTED));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private interface Action {
    void run(int time) throws Exception;
  }

  /** Does that the first times that bytes were read. */
  private static LongConsumer upTo(int most, Action action) {
    AtomicInteger times = new AtomicInteger();
    return bytes -> {
      int time = times.incrementAndGet();
      if (time <= most) {
        try {
          action.run(time);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
