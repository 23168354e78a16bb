package io.leveredge.chronos.engine.verification;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON array of objects, and nothing behind it. Each object has certain members, unless the
 * capture has noted that some came without.
 */
final class JsonObjects implements Structure, JsonWalk.Listener {
  private static final int LONGEST_NAME = 64;

  private final Set<String> wanted;
  private final JsonWalk walk = new JsonWalk(this);
  private final StringBuilder name = new StringBuilder();
  private final Set<String> seen = new HashSet<>();
  private long position;
  private Optional<String> wrong = Optional.empty();

  /**
   * One that has read nothing yet.
   *
   * @param wanted the members that each object has
   */
  JsonObjects(Set<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  @Override
  public void read(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length && wrong.isEmpty(); at++) {
      if (!walk.take(bytes[at]) && wrong.isEmpty()) {
        wrong = here("It is no JSON");
      }
      position++;
    }
  }

  @Override
  public void value(int depth, char first) {
    if (depth == 0 && first != '[') {
      wrong = here("It is no JSON array");
    } else if (depth == 1 && first != '{') {
      wrong = here("What the array holds is no object");
    } else if (depth == 1) {
      seen.clear();
    }
  }

  @Override
  public void nameByte(int depth, char character) {
    if (depth == 2 && name.length() < LONGEST_NAME) {
      name.append(character);
    }
  }

  @Override
  public void nameEnds(int depth) {
    if (depth == 2) {
      seen.add(name.toString());
      name.setLength(0);
    }
  }

  @Override
  public void end(int depth) {
    if (depth == 1 && !seen.containsAll(wanted)) {
      Set<String> lacking = new TreeSet<>(wanted);
      lacking.removeAll(seen);
      wrong = here("The object that ends here lacks " + String.join(", ", lacking));
    }
  }

  private Optional<String> here(String what) {
    return Optional.of("%s, at byte %d".formatted(what, position));
  }

  @Override
  public Optional<String> fault() {
    return wrong.or(
        () ->
            walk.isWhole()
                ? Optional.empty()
                : here("The JSON array ends in the middle: it is not whole"));
  }

  @Override
  public Optional<String> faultAtTheEnd(byte[] tail, long length) {
    return new String(tail, StandardCharsets.ISO_8859_1).stripTrailing().endsWith("]")
        ? Optional.empty()
        : Optional.of("The JSON array does not end with its bracket: it is not whole");
  }
}
