package io.leveredge.chronos.adapters.fs.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.leveredge.chronos.adapters.fs.config.Shell;
import io.leveredge.chronos.adapters.fs.fault.ChildJvm;
import io.leveredge.chronos.ports.storage.PublishedBackup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores where link(2) is refused, as FAT and some FUSE file systems do. */
final class NoHardLinksTest {
  private static final List<String> NO_LINKS =
      List.of(
          "strace",
          "-f",
          "--seccomp-bpf",
          "-qq",
          "-o",
          "/dev/null",
          "-e",
          "trace=link,linkat",
          "-e",
          "inject=link,linkat:error=EPERM");

  @TempDir Path folder;

  @Test
  void whatDiffersInModeOrTimeAloneIsWrittenAnewAndOtherNamesBecomeFiles() throws Exception {
    Path backups = folder.toRealPath().resolve("backups");
    Path root = Files.createDirectory(folder.toRealPath().resolve("root"));
    FilesTrial trial = FilesTrial.of(backups, root);
    Shell.run(
        root,
        """
        for f in mode time content gone same one; do echo $f >$f; done; ln -s mode link; ln one other
        touch -h -d 2020-01-01 link
        """);
    String facts = "stat -c '%n %F %a %y' *; cat mode time content gone same one other";
    String wanted = Shell.run(root, facts);
    PublishedBackup backup = trial.backUp();
    Shell.run(
        root,
        "chmod 0600 mode one; touch -d 2001-02-03 time; touch -h -d 2001-02-03 link; echo no"
            + " >content; rm gone");
    try (ChildJvm child =
        ChildJvm.start(
            NO_LINKS,
            RestoreProgram.class,
            backups,
            root,
            backup.id(),
            trial.orders.nextId(),
            -1)) {
      assertThat(child.rest())
          .isEqualTo(
              "DONE\n1 files are files of their own now and were other names of files: the system"
                  + " refuses hard links there.\n");
    }
    assertThat(Shell.run(root, facts)).isEqualTo(wanted);
    assertThat(Shell.run(root, "find . -name '.chronos*'; stat -c %h one other"))
        .isEqualTo("1\n1\n");
  }
}
