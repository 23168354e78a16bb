package io.leveredge.chronos.adapters.fs.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A root folder that is no mount point, as chroot(1) gives it: everything of the machine is in it,
 * but the program's list of mounts has no entry for the root.
 */
final class Chroot {
  private static final String SCRIPT =
      """
      for each in /*; do
        if [ -L "$each" ]; then cp -d "$each" "$0$each"
        elif [ -d "$each" ]; then mkdir "$0$each" && mount --rbind "$each" "$0$each"
        fi || exit
      done
      exec chroot "$0" "$@"
      """;

  private Chroot() {}

  /**
   * The words to put before a program that shall find itself in such a folder, or none where the
   * system lets nobody mount.
   */
  static List<String> in(Path folder) throws IOException, InterruptedException {
    for (List<String> namespace :
        List.of(
            List.of("unshare", "--mount"),
            List.of("unshare", "--user", "--map-root-user", "--mount"))) {
      List<String> trial = new ArrayList<>(namespace);
      trial.addAll(List.of("mount", "--rbind", "/dev", "/dev"));
      if (new ProcessBuilder(trial).redirectErrorStream(true).start().waitFor() == 0) {
        List<String> words = new ArrayList<>(namespace);
        words.addAll(List.of("sh", "-c", SCRIPT, folder.toString()));
        return words;
      }
    }
    return List.of();
  }
}
