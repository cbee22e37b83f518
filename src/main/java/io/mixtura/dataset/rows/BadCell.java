package io.mixtura.dataset.rows;

import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.web.problem.Excerpt;

/**
 * The reason why a cell cannot be used.
 *
 * @param detail what is wrong with it and what would be right
 * @param isWord whether it is no number at all, as in a column of labels
 */
public record BadCell(String detail, boolean isWord) {
  /** Whether a number can be used. */
  public static boolean isUsable(double value) {
    return Math.abs(value) <= Observations.LARGEST;
  }

  /** Why the text of a cell cannot be used. */
  public static BadCell of(String text, double value, char delimiter, Missing missing) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return new BadCell("the cell is empty; " + missing.advice(), false);
    }
    if (CellText.isMissing(stripped)) {
      return missing(stripped, missing);
    }
    if (!Double.isNaN(value) || CellText.isInfinite(stripped)) {
      return tooLarge(stripped);
    }
    return new BadCell(
        "'" + Excerpt.ofOneOfMany(stripped) + "' is not a number" + hint(stripped, delimiter),
        true);
  }

  public static BadCell missing(String text, Missing missing) {
    return new BadCell("'" + text + "' stands for a missing value; " + missing.advice(), false);
  }

  public static BadCell tooLarge(String text) {
    return new BadCell(
        "'" + Excerpt.ofOneOfMany(text) + "' is not between -1e100 and 1e100; rescale the column",
        false);
  }

  private static String hint(String text, char delimiter) {
    if (CellText.isDecimalComma(text)) {
      return "; write a decimal point (" + text.replace(',', '.') + "), not a comma";
    }
    for (char other : Delimiters.COMMON) {
      if (other != delimiter && text.indexOf(other) >= 0) {
        return Delimiters.hint(other);
      }
    }
    return "";
  }
}
