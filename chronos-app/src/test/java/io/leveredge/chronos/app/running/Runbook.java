package io.leveredge.chronos.app.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands of a document in Markdown. A fenced {@code bash} block is what a person pastes, and
 * the {@code text} block right after it what they are told to see: each of its lines comes in the
 * output, indented or not and in any order, and an ellipsis stands for anything. A {@code console}
 * block is shown only. One that is marked {@code back} undoes the step before it, or clears up
 * after it, and is pasted only by who needs that.
 */
record Runbook(List<Step> steps, List<String> shownOnly) {
  private static final Pattern FENCED =
      Pattern.compile(
          "(?ms)^( *)```(\\w+)( back)?\\n(.*?)^ *```$(?:\\n\\1```text\\n(.*?)^ *```$)?");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export (\\w+)=(\\$\\(.*?\\)|\\S+).*$");

  Runbook {
    steps = List.copyOf(steps);
    shownOnly = List.copyOf(shownOnly);
  }

  /**
   * One block of commands.
   *
   * @param line of the document, from 1
   * @param back whether it undoes the step before
   * @param shows the lines it is said to show
   */
  record Step(int line, boolean back, String commands, List<String> shows) {
    Step {
      shows = List.copyOf(shows);
    }

    /** The commands as a reader would paste them who has set these values. */
    String commandsWith(Map<String, String> values) {
      return EXPORT
          .matcher(commands)
          .replaceAll(
              export ->
                  Matcher.quoteReplacement(
                      "export " + export.group(1) + "='" + values.get(export.group(1)) + "'"));
    }

    /** The lines that it ought to have shown and did not. */
    List<String> lacking(String output) {
      return shows.stream()
          .filter(shown -> output.lines().noneMatch(line -> matches(shown.strip(), line.strip())))
          .toList();
    }

    private static boolean matches(String shown, String line) {
      return Pattern.matches(Pattern.quote(shown).replace("…", "\\E.*\\Q"), line);
    }
  }

  static Runbook read(Path document) throws IOException {
    String text = Files.readString(document);
    List<Step> steps = new ArrayList<>();
    List<String> shownOnly = new ArrayList<>();
    Matcher blocks = FENCED.matcher(text);
    while (blocks.find()) {
      String body = unindented(blocks.group(4), blocks.group(1));
      if (blocks.group(2).equals("bash")) {
        int line = (int) text.substring(0, blocks.start()).lines().count() + 1;
        String shows = blocks.group(5) == null ? "" : blocks.group(5);
        steps.add(
            new Step(
                line,
                blocks.group(3) != null,
                body,
                unindented(shows, blocks.group(1))
                    .lines()
                    .filter(shown -> !shown.isBlank())
                    .toList()));
      } else {
        shownOnly.add(body.strip());
      }
    }
    return new Runbook(steps, shownOnly);
  }

  private static String unindented(String block, String indent) {
    return block
        .lines()
        .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * The steps in the order in which all of them can be done: each that goes back is followed by the
   * step that it went back behind, once more.
   */
  List<Step> thereAndBack() {
    List<Step> order = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      order.add(steps.get(i));
      boolean goesOn = i + 1 == steps.size() || !steps.get(i + 1).back();
      if (steps.get(i).back() && goesOn) {
        steps.subList(0, i).reversed().stream()
            .filter(step -> !step.back())
            .findFirst()
            .ifPresent(order::add);
      }
    }
    return order;
  }

  /** The names that the reader is asked to set. */
  Set<String> settings() {
    Set<String> names = new TreeSet<>();
    steps.forEach(
        step -> EXPORT.matcher(step.commands()).results().forEach(m -> names.add(m.group(1))));
    return names;
  }
}
