package io.leveredge.chronos.adapters.fs.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * What this process may do to files of others.
 *
 * @param uid whom the kernel takes it for
 * @param mayChown whether it may give files away (capabilities(7), CAP_CHOWN)
 * @param mayChange whether it may set modes and times of files of others (CAP_FOWNER)
 */
record Privileges(long uid, boolean mayChown, boolean mayChange) {
  private static final int CAP_CHOWN = 0;
  private static final int CAP_FOWNER = 3;

  /** Asks the kernel (proc(5), /proc/pid/status). */
  static Privileges ofThisProcess() throws IOException {
    long uid = -1;
    long effective = 0;
    for (String line :
        Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
      StringTokenizer words = new StringTokenizer(line);
      if (line.startsWith("Uid:")) {
        words.nextToken();
        words.nextToken(); // The real one; the effective one comes next.
        uid = Long.parseLong(words.nextToken());
      } else if (line.startsWith("CapEff:")) {
        words.nextToken();
        effective = Long.parseUnsignedLong(words.nextToken(), 16);
      }
    }
    return new Privileges(uid, has(effective, CAP_CHOWN), has(effective, CAP_FOWNER));
  }

  private static boolean has(long capabilities, int which) {
    return (capabilities >>> which & 1) == 1;
  }
}
