package io.leveredge.chronos.adapters.fs.config;

import io.leveredge.chronos.adapters.fs.tar.RawName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is not in the archive, and why. All of it goes to the index; only the first names are kept
 * for the result.
 */
final class Findings {
  private static final int MISSING_NAMED = 100;
  private static final int LEFT_OUT_NAMED = 10;

  private final ConfigIndexWriter index;
  private final Names missing = new Names(MISSING_NAMED);
  private final Map<LeftOut, Names> leftOut = new EnumMap<>(LeftOut.class);

  /** Why something is left out although nothing is wrong. */
  enum LeftOut {
    SOCKET("socket, which only lives with its process"),
    VANISHED("vanished before it was read"),
    OWN("the service's own");

    private final String why;

    LeftOut(String why) {
      this.why = why;
    }
  }

  Findings(ConfigIndexWriter index) {
    this.index = index;
  }

  /** Something is missing: the backup is partial. */
  void missing(RawName path, String reason) {
    index.missing(path, reason);
    missing.add(path.escaped() + ": " + reason);
  }

  /** Something is left out, and the backup is no less whole. */
  void leftOut(RawName path, LeftOut why) {
    index.leftOut(path, why.why);
    leftOut.computeIfAbsent(why, any -> new Names(LEFT_OUT_NAMED)).add(path.escaped());
  }

  /** A folder on which a file system is mounted; what is in it is read like all else. */
  void mount(RawName path) {
    index.mount(path);
  }

  /** The first names of what is missing, each with its reason, and how many more there are. */
  List<String> missing() {
    return missing.list();
  }

  /** What was left out, for a person. */
  List<String> notes() {
    return leftOut.entrySet().stream()
        .map(
            each ->
                "Left out (%s): %s"
                    .formatted(each.getKey().why, String.join(", ", each.getValue().list())))
        .toList();
  }

  private static final class Names {
    private final int most;
    private final List<String> first = new ArrayList<>();
    private long more;

    Names(int most) {
      this.most = most;
    }

    void add(String name) {
      if (first.size() < most) {
        first.add(name);
      } else {
        more++;
      }
    }

    List<String> list() {
      List<String> all = new ArrayList<>(first);
      if (more > 0) {
        all.add("and " + more + " more");
      }
      return all;
    }
  }
}
