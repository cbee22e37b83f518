package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.Dialect;
import io.mixtura.decimal.Decimals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a CSV body that hold words and no number, as far as its first lines tell; and
 * among them a first column without a name that numbers the rows, as R and pandas write one.
 */
final class TextColumns {
  /** As many as the rows of JSON that are looked at. */
  private static final int ROWS = 32;

  private final List<CsvSample.Row> rows;
  private final Dialect dialect;
  private final List<String> header;

  /**
   * About a body.
   *
   * @param header names of the columns; none if the first line holds none
   */
  TextColumns(CsvSample sample, Dialect dialect, List<String> header) {
    List<CsvSample.Row> all = sample.rows(dialect.delimiter());
    int first = header.isEmpty() ? 0 : Math.min(1, all.size());
    // How many lines there are at hand depends on how they come in.
    this.rows = all.subList(first, Math.min(first + ROWS, all.size()));
    this.dialect = dialect;
    this.header = header;
  }

  /** Those whose text names categories: none looks like a number that is written otherwise. */
  Set<Integer> categories() {
    Set<Integer> categories = words();
    for (CsvSample.Row row : rows) {
      for (int cell = 0; cell < row.cells().size(); cell++) {
        if (categories.contains(cell) && CellText.isLikeANumber(row.cells().get(cell))) {
          categories.remove(cell);
        }
      }
    }
    return categories;
  }

  Set<Integer> cells() {
    Set<Integer> words = words();
    if (numbersRows()) {
      words.add(0);
    }
    return words;
  }

  private Set<Integer> words() {
    Set<Integer> words = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    for (CsvSample.Row row : rows) {
      for (int cell = 0; cell < row.cells().size(); cell++) {
        String text = row.cells().get(cell);
        // True and false are numbers among themselves, and words among words.
        if (!CellText.isMissing(text) && Double.isNaN(CellText.truth(text))) {
          (isNumber(text) ? numbers : words).add(cell);
        }
      }
    }
    words.removeAll(numbers);
    return words;
  }

  private boolean numbersRows() {
    if (header.isEmpty() || !header.getFirst().isEmpty()) {
      return false;
    }
    Set<String> numerals = new HashSet<>();
    return rows.stream()
        .map(row -> row.cells().getFirst())
        .allMatch(cell -> cell.matches("\\d{1,15}") && numerals.add(cell));
  }

  private boolean isNumber(String text) {
    char[] cell = text.toCharArray();
    return !Double.isNaN(Decimals.parse(cell, 0, cell.length, dialect.decimal()))
        || CellText.isInfinite(text)
        || CellText.isDecimalComma(text);
  }
}
