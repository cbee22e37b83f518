package io.mixtura.dataset.rows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of the columns that hold text become numbers. Every reader of a format asks it: is
 * {@linkplain #isText this column} text, and if so, {@linkplain #code which number} stands for what
 * the cell says?
 */
public final class TextCells {
  private final List<String> columns;
  private final @Nullable LevelCodes[] codes;

  private TextCells(List<String> columns) {
    this.columns = columns;
    this.codes = new LevelCodes[columns.size()];
  }

  /**
   * Of the columns of a body.
   *
   * @param choice of those that are read
   * @param found cells of a row whose column was found to hold text, which matters only for new
   *     data: see {@link TextChoice#keeps}
   */
  public static TextCells of(ColumnChoice choice, Set<Integer> found, IntakeOptions options) {
    TextCells cells = new TextCells(choice.names());
    switch (options.text()) {
      case TextChoice.Refused _ -> {}
      case TextChoice.Found text -> cells.find(choice, text.keeps() ? found : Set.of(), text);
      case TextChoice.Known(Map<String, Map<String, Double>> known, TextChoice.Unknown unknown) ->
          Arrays.setAll(
              cells.codes,
              j -> {
                Map<String, Double> levels = known.get(cells.columns.get(j));
                return levels == null ? null : new KnownLevels(levels, unknown);
              });
    }
    return cells;
  }

  private void find(ColumnChoice choice, Set<Integer> found, TextChoice.Found text) {
    Set<String> named = choice.named(text.named());
    for (int cell = 0; cell < choice.width(); cell++) {
      int column = choice.columnOf(cell);
      if (column >= 0 && (found.contains(cell) || named.contains(columns.get(column)))) {
        String name = columns.get(column);
        codes[column] = new NewLevels(name, named.contains(name), text);
      }
    }
  }

  /** Whether a column of the point holds text. */
  public boolean isText(int column) {
    return codes[column] != null;
  }

  /** Whether any does. */
  public boolean isAny() {
    return Arrays.stream(codes).anyMatch(levels -> levels != null);
  }

  /**
   * The number that stands for what a cell of a column of text says.
   *
   * @param text without blanks around it, which is none of the words for a missing value
   * @return NaN if it is taken as missing, −1 if it is {@linkplain #refusal refused}
   */
  public double code(int column, String text) {
    return levels(column).of(text);
  }

  /** Why {@link #code} refuses a text. */
  public BadCell refusal(int column, String text) {
    return levels(column).refusal(text);
  }

  private LevelCodes levels(int column) {
    LevelCodes levels = codes[column];
    if (levels == null) {
      throw new IllegalArgumentException("column %d holds no text".formatted(column));
    }
    return levels;
  }

  /** The levels so far. */
  public Categories categories() {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (int j = 0; j < codes.length; j++) {
      if (isText(j)) {
        levels.put(columns.get(j), levels(j).levels());
      }
    }
    return new Categories(levels);
  }
}
