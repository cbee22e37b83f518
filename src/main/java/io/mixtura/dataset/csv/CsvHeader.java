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
  private final CsvSample sample;
  private final IntakeOptions options;

  /**
   * About a body.
   *
   * @param cells of the first record
   * @param options with the dialect that was found
   */
  CsvHeader(List<String> cells, CsvSample sample, IntakeOptions options) {
    this.cells = cells;
    this.sample = sample;
    this.options = options;
  }

  boolean isPresent() {
    return switch (options.dialect().header()) {
      case PRESENT -> true;
      case ABSENT -> false;
      case AUTO -> detect();
    };
  }

  private boolean detect() {
    String number = first(true);
    String word = first(false);
    if (word == null) {
      refuseIfNumbersMayBeNames();
      return false;
    }
    if (number == null) {
      return true;
    }
    if (namesWhatIsSelected() != selectsPositions()) {
      return namesWhatIsSelected();
    }
    throw question(
        "holds a number ('%s') and text ('%s')"
            .formatted(Excerpt.ofOneOfMany(number), Excerpt.ofOneOfMany(word)));
  }

  private static Refusal question(String about) {
    return Refusal.unprocessable(
        "header",
        ("the first line %s, so it may be a header or a row: add header=true to the query if it"
                + " names the columns, header=false if it does not")
            .formatted(about));
  }

  private void refuseIfNumbersMayBeNames() {
    boolean mayBeNames =
        options.expectsColumns()
            ? namesWhatIsSelected()
            : new NumbersAsNames(cells, sample, options.dialect()).areLikely();
    if (mayBeNames) {
      throw question(
          "holds whole numbers that may be names ('%s')"
              .formatted(Excerpt.ofOneOfMany(cells.getFirst())));
    }
  }

  private @Nullable String first(boolean number) {
    return cells.stream()
        .filter(cell -> !cell.isEmpty() && isLikeANumber(cell) == number)
        .findFirst()
        .orElse(null);
  }

  /** Words for missing values and decimal commas are bad cells of a row, not names. */
  static boolean isLikeANumber(String cell) {
    return !Double.isNaN(Decimals.parse(cell))
        || CellText.isMissing(cell)
        || CellText.isInfinite(cell)
        || CellText.isDecimalComma(cell);
  }

  /**
   * Whether the first row has one cell less than all others, which begin with the name of the row,
   * as R's {@code write.table} writes them. Numbers that are not in quotes are no names: there, a
   * delimiter may have been lost as well.
   */
  static boolean isShort(List<CsvSample.Row> rows) {
    if (rows.size() < 2) {
      return false;
    }
    int width = rows.getFirst().cells().size() + 1;
    return rows.getFirst().cells().stream().noneMatch(CsvHeader::isLikeANumber)
        && rows.stream()
            .skip(1)
            .allMatch(row ->
                row.cells().size() == width
                    && (row.startsQuoted() || !isLikeANumber(row.cells().getFirst())));
  }

  private boolean namesWhatIsSelected() {
    return switch (options.selection()) {
      case Selection.All _ -> false;
      case Selection.AllBut(List<String> columns) -> cells.containsAll(columns);
      case Selection.Chosen(List<String> columns) -> cells.containsAll(columns);
      case Selection.Expected(List<String> columns) -> cells.containsAll(columns);
      case Selection.Among(List<String> columns, _) -> cells.stream().anyMatch(columns::contains);
    };
  }

  private boolean selectsPositions() {
    return switch (options.selection()) {
      case Selection.All _, Selection.Expected _, Selection.Among _ -> false;
      case Selection.AllBut(List<String> columns) -> arePositions(columns);
      case Selection.Chosen(List<String> columns) -> arePositions(columns);
    };
  }

  private static boolean arePositions(List<String> columns) {
    return columns.stream().allMatch(column -> column.matches("\\d{1,9}"));
  }
}
