package io.leveredge.chronos.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as GitHub's Markdown has it; the first column is text, the others are numbers. */
public final class MarkdownTable {
  private final int columns;
  private final StringBuilder text = new StringBuilder();

  public MarkdownTable(String... header) {
    columns = header.length;
    row(header);
    List<String> rules = new ArrayList<>(List.of("---"));
    while (rules.size() < columns) {
      rules.add("---:");
    }
    append(rules);
  }

  /** Adds a row; cells at the end that are not given stay empty. */
  public MarkdownTable row(String... cells) {
    if (cells.length > columns) {
      throw new IllegalArgumentException(cells.length + " cells in " + columns + " columns");
    }
    List<String> row = new ArrayList<>(List.of(cells));
    while (row.size() < columns) {
      row.add("");
    }
    append(row);
    return this;
  }

  private void append(List<String> cells) {
    text.append(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** With a line end after each row. */
  @Override
  public String toString() {
    return text.toString();
  }
}
