package io.leveredge.chronos.adapters.fs.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Runs commands of a person at a terminal. Output is Latin-1, so that each byte is a character. */
public final class Shell {
  private static final Pattern LINK_TO_THE_NANOSECOND =
      Pattern.compile("(\\|l\\|[^|\n]*\\|[^|\n]*\\|-?\\d+\\.\\d{6})\\d*");

  private Shell() {}

  /** Runs a script of bash in a folder and answers what it printed, if it ended well. */
  public static String run(Path folder, String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    if (process.waitFor() != 0) {
      throw new AssertionError(script + " failed: " + printed);
    }
    return printed;
  }

  /**
   * All that a tree is: type, mode, owner, time to the nanosecond, size, links and their targets,
   * the name byte for byte, and the content. The time of a link is told to the microsecond: Java
   * sets no other one up to version 21, by lutimes(3).
   */
  public static String describe(Path tree) throws IOException, InterruptedException {
    String facts = "%P|%y|%m|%U:%G|%T@|%l|";
    StringBuilder all = new StringBuilder();
    for (String question :
        List.of(
            "find . -printf '"
                + facts
                + "' \\( -type d -printf '\\0' -o -printf '%n|%s\\0' \\) | sort -z",
            "find . \\( -type b -o -type c \\) -exec stat -c '%n %t %T' {} + | sort",
            "find . -type f -exec sha256sum {} + | sort",
            // The names of each file that has several, in one line.
            "find . ! -type d -links +1 -printf '%i %P\\n"
                + "' | sort -k1n -k2 | awk '$1 != last { printf \"\\n"
                + "\" } { last = $1; $1 = \"\"; printf \"%s\", $0 }' | sort")) {
      all.append(run(tree, question).replace('\0', '\n')).append('\n');
    }
    return LINK_TO_THE_NANOSECOND.matcher(all).replaceAll("$1");
  }
}
