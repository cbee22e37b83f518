package io.mixtura.dataset.rows;

import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.web.problem.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a cell cannot be used.
 *
 * @param detail what is wrong with it and what would be right
 * @param word what it says if it is no number at all, as in a column of labels; else null
 * @param isDecimalComma whether it would be a number but for a comma in the place of the point
 */
public record BadCell(String detail, @Nullable String word, boolean isDecimalComma) {
  /** How a cell is told of that nothing else is known about. */
  static final String NO_NUMBER = "' is not a number";

  /** A cell without a decimal comma. */
  public BadCell(String detail, @Nullable String word) {
    this(detail, word, false);
  }

  /** Whether it is no number at all. */
  boolean isWord() {
    return word != null;
  }

  /** Whether a number can be used. */
  public static boolean isUsable(double value) {
    return Math.abs(value) <= Observations.LARGEST;
  }

  /**
   * Why the text of a cell cannot be used.
   *
   * @param dialect of the CSV body that holds the cell; null in another format
   */
  public static BadCell of(String text, double value, @Nullable Dialect dialect, Missing missing) {
    String stripped = text.strip();
    if (BadCell.isUsable(value)) {
      return another(stripped);
    }
    if (stripped.isEmpty()) {
      return new BadCell("the cell is empty; " + missing.advice(), null);
    }
    if (CellText.isMissing(stripped)) {
      return missing(stripped, missing);
    }
    if (CellText.isInfinite(stripped)) {
      return infinite(stripped, missing);
    }
    if (!Double.isNaN(value)) {
      return tooLarge(stripped);
    }
    boolean isDecimalComma = CellText.isDecimalComma(stripped);
    return new BadCell(
        "'" + Excerpt.ofOneOfMany(stripped) + NO_NUMBER + CellHint.of(stripped, dialect),
        isDecimalComma ? null : stripped,
        isDecimalComma);
  }

  public static BadCell missing(String text, Missing missing) {
    return new BadCell("'" + text + "' stands for a missing value; " + missing.advice(), null);
  }

  /** An infinite value, which no rescaling makes finite. */
  public static BadCell infinite(String text, Missing missing) {
    return new BadCell(
        "'"
            + text
            + "' is infinite, and only finite numbers can be used; "
            + missing.adviceOnInfinite(),
        null);
  }

  /** A whole number that would be stored as another one. */
  public static BadCell another(String text) {
    return new BadCell(
        "'"
            + Excerpt.ofOneOfMany(text)
            + "' has more digits than a number here can keep (beyond 2^53), and would be taken for"
            + " another; leave the column out if it holds identifiers, or write the number with a"
            + " decimal point if it is a measurement",
        null);
  }

  public static BadCell tooLarge(String text) {
    return new BadCell(
        "'" + Excerpt.ofOneOfMany(text) + "' is not between -1e100 and 1e100; rescale the column",
        null);
  }
}
