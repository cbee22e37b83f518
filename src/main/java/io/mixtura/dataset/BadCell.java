package io.mixtura.dataset;

import io.mixtura.dataset.IntakeOptions.Missing;
import io.mixtura.web.Excerpt;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why a cell cannot be used.
 *
 * @param detail what is wrong with it and what would be right
 * @param isWord whether it is no number at all, as in a column of labels
 */
record BadCell(String detail, boolean isWord) {
  /** Beyond this size squares and their sums come too close to the end of the range. */
  static final double LARGEST = 1e100;

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
  private static final Set<String> MISSING =
      Set.of("na", "nan", "null", "none", "n/a", "#n/a", "?", "-", ".", "-nan", "nil");
  private static final Set<String> INFINITE =
      Set.of("inf", "infinity", "+inf", "+infinity", "-inf", "-infinity");

  /** Whether a number can be used. */
  static boolean isUsable(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /** Why the text of a cell cannot be used. */
  static BadCell of(String text, double value, char delimiter, Missing missing) {
    String stripped = text.strip();
    String word = stripped.toLowerCase(Locale.ROOT);
    if (stripped.isEmpty()) {
      return new BadCell("the cell is empty; " + missing.advice(), false);
    }
    if (MISSING.contains(word)) {
      return missing(stripped, missing);
    }
    if (!Double.isNaN(value) || INFINITE.contains(word)) {
      return tooLarge(stripped);
    }
    return new BadCell(
        "'" + Excerpt.ofOneOfMany(stripped) + "' is not a number" + hint(stripped, delimiter),
        true);
  }

  static BadCell missing(String text, Missing missing) {
    return new BadCell("'" + text + "' stands for a missing value; " + missing.advice(), false);
  }

  static BadCell tooLarge(String text) {
    return new BadCell(
        "'" + Excerpt.ofOneOfMany(text) + "' is not between -1e100 and 1e100; rescale the column",
        false);
  }

  private static String hint(String text, char delimiter) {
    if (isDecimalComma(text)) {
      return "; write a decimal point (" + text.replace(',', '.') + "), not a comma";
    }
    for (char other : Delimiters.COMMON) {
      if (other != delimiter && text.indexOf(other) >= 0) {
        return Delimiters.hint(other);
      }
    }
    return "";
  }

  /** Whether the text is a number but for a comma in the place of the point. */
  static boolean isDecimalComma(String text) {
    return DECIMAL_COMMA.matcher(text.strip()).matches();
  }

  /** Whether the text is empty or a word for a missing value. */
  static boolean isMissing(String text) {
    return text.isBlank() || MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** Whether the text is a word for a missing or infinite value. */
  static boolean isMissingOrInfinite(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return MISSING.contains(word) || INFINITE.contains(word);
  }
}
