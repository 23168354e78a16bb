package io.leveredge.chronos.testkit.postgres;

import io.leveredge.chronos.adapters.os.ProcessStatus;
import io.leveredge.chronos.ports.system.ChildIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one test server. It says whose it is, so that what a killed test run leaves behind
 * can be told from what another run is using.
 */
record TestServerFolder(Path path) {
  private static final String PREFIX = "test-postgres-";
  private static final String OWNER = "owner";

  /** A new one of this process, below {@code java.io.tmpdir}. */
  static TestServerFolder create() {
    try {
      TestServerFolder folder = new TestServerFolder(Files.createTempDirectory(PREFIX));
      ChildIdentity self = ProcessStatus.of(ProcessHandle.current().pid()).orElseThrow().identity();
      folder.belongTo(self);
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Those below a folder whose test run has ended. One without an owner is being made. */
  static List<TestServerFolder> abandonedBelow(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
          .map(TestServerFolder::new)
          .filter(TestServerFolder::isAbandoned)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path home() {
    return path.resolve("server");
  }

  void belongTo(ChildIdentity owner) throws IOException {
    Files.writeString(path.resolve(OWNER), owner.pid() + " " + owner.startTicks());
  }

  private boolean isAbandoned() {
    try {
      String[] owner = Files.readString(path.resolve(OWNER)).split(" ", -1);
      return owner.length == 2
          && !ProcessStatus.isRunning(
              new ChildIdentity(Long.parseLong(owner[0]), Long.parseLong(owner[1])));
    } catch (NoSuchFileException young) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Removes it with everything in it, the owner last. */
  void delete() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
