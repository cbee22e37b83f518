package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Selection;
import io.mixtura.decimal.Decimals;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether the first record of a CSV body names the columns. */
final class CsvHeader {
  private final List<String> cells;
  private final IntakeOptions options;

  CsvHeader(List<String> cells, IntakeOptions options) {
    this.cells = cells;
    this.options = options;
  }

  boolean isPresent() {
    return switch (options.header()) {
      case PRESENT -> true;
      case ABSENT -> false;
      case AUTO -> detect();
    };
  }

  private boolean detect() {
    String number = first(true);
    String word = first(false);
    if (word == null) {
      return false;
    }
    if (number == null || namesWhatIsSelected()) {
      return true;
    }
    if (selectsPositions()) {
      return false;
    }
    throw Refusal.unprocessable(
        "header",
        ("the first line holds a number ('%s') and text ('%s'), so it may be a header or a row: add"
                + " header=true to the query if it names the columns, header=false if it does not")
            .formatted(Excerpt.ofOneOfMany(number), Excerpt.ofOneOfMany(word)));
  }

  private @Nullable String first(boolean number) {
    return cells.stream()
        .filter(cell -> !cell.isEmpty() && isLikeANumber(cell) == number)
        .findFirst()
        .orElse(null);
  }

  /** Words for missing values and decimal commas are bad cells of a row, not names. */
  private static boolean isLikeANumber(String cell) {
    return !Double.isNaN(Decimals.parse(cell))
        || CellText.isMissing(cell)
        || CellText.isInfinite(cell)
        || CellText.isDecimalComma(cell);
  }

  private boolean namesWhatIsSelected() {
    return switch (options.selection()) {
      case Selection.All _ -> false;
      case Selection.Chosen(List<String> columns) -> cells.containsAll(columns);
      case Selection.Expected(List<String> columns) -> cells.containsAll(columns);
    };
  }

  private boolean selectsPositions() {
    return options.selection() instanceof Selection.Chosen(List<String> columns)
        && columns.stream().allMatch(column -> column.matches("\\d{1,9}"));
  }
}
