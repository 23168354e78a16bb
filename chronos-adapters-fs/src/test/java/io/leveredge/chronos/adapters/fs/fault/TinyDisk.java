package io.leveredge.chronos.adapters.fs.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of few MiB in a mount namespace of its own, which ends with the program that runs
 * in it. Where the system lets nobody mount, strace answers the program's writes in its place.
 */
public final class TinyDisk {
  private static final List<String> AS_ROOT = List.of("unshare", "--mount");
  private static final List<String> AS_USER =
      List.of("unshare", "--user", "--map-root-user", "--mount");

  private TinyDisk() {}

  /** The words to put before a program that shall find a disk of 1 MiB at {@code root}. */
  static List<String> around(Path root, Path whatFails, String systemCalls, String error)
      throws IOException, InterruptedException {
    return around(root, 1, whatFails, systemCalls, error);
  }

  /** The same with so many MiB. */
  public static List<String> around(
      Path root, int mebibytes, Path whatFails, String systemCalls, String error)
      throws IOException, InterruptedException {
    for (List<String> namespace : List.of(AS_ROOT, AS_USER)) {
      List<String> words = new ArrayList<>(namespace);
      words.addAll(
          List.of(
              "sh",
              "-c",
              "mount -t tmpfs -o size=%dm,mode=0700 tmpfs \"$0\" && exec \"$@\""
                  .formatted(mebibytes)));
      words.add(root.toString());
      if (works(words)) {
        return words;
      }
    }
    return List.of(
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        "/dev/null",
        "-P",
        whatFails.toString(),
        "-e",
        "trace=" + systemCalls,
        "-e",
        "inject=" + systemCalls + ":error=" + error);
  }

  private static boolean works(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(words);
    command.add("true");
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
