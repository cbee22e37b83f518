package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.Dialect;
import io.mixtura.decimal.Decimals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a CSV body that hold words and no number, as far as its first lines tell. */
final class TextColumns {
  private TextColumns() {}

  static Set<Integer> of(CsvSample sample, Dialect dialect, boolean isHeaderPresent) {
    Set<Integer> words = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    List<CsvSample.Row> rows = sample.rows(dialect.delimiter());
    for (CsvSample.Row row : rows.subList(isHeaderPresent ? 1 : 0, rows.size())) {
      for (int cell = 0; cell < row.cells().size(); cell++) {
        String text = row.cells().get(cell);
        if (!CellText.isMissing(text)) {
          (isNumber(text, dialect) ? numbers : words).add(cell);
        }
      }
    }
    words.removeAll(numbers);
    return words;
  }

  private static boolean isNumber(String text, Dialect dialect) {
    char[] cell = text.toCharArray();
    return !Double.isNaN(Decimals.parse(cell, 0, cell.length, dialect.decimal()))
        || CellText.isInfinite(text);
  }
}
