package io.leveredge.chronos.adapters.fs.restore;

import io.leveredge.chronos.domain.restore.Obstacle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is in the way, each sort with its first names. */
final class Troubles {
  private static final int NAMED = 10;

  private final Map<Trouble, Names> met = new EnumMap<>(Trouble.class);

  private static final class Names {
    private final List<String> first = new ArrayList<>();
    private long count;
  }

  void add(Trouble trouble, Path path) {
    add(trouble, EntryPath.text(path));
  }

  void add(Trouble trouble, String name) {
    Names names = met.computeIfAbsent(trouble, any -> new Names());
    names.count++;
    if (names.first.size() < NAMED) {
      names.first.add(name);
    }
  }

  List<Obstacle> obstacles() {
    List<Obstacle> all = new ArrayList<>();
    met.forEach((trouble, names) -> all.add(trouble.with(names.count, text(names))));
    return all;
  }

  private static String text(Names names) {
    String all = String.join(", ", names.first);
    long more = names.count - names.first.size();
    return more > 0 ? all + " and " + more + " more" : all;
  }
}
