package io.mixtura.dataset.rows;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of a cell that is no number may be meant as, and what to write instead. */
final class CellHint {
  private static final Pattern PERCENTAGE = Pattern.compile("[+-]?[\\d.,]+\\s*%");
  private static final Pattern CURRENCY =
      Pattern.compile("[+-]?\\p{Sc}\\s*[\\d.,]+|[+-]?[\\d.,]+\\s*\\p{Sc}");
  private static final Pattern FORTRAN = Pattern.compile("[+-]?[\\d.]+[dD][+-]?\\d+");
  private static final Pattern OTHER_MINUS = Pattern.compile("[\u2212\u2013]\\s*[\\d.]+");

  /** Groups of three digits, all separated by the same sign, and a fraction. */
  private static final Pattern THOUSANDS =
      Pattern.compile(
          "([+-]?\\d{1,3}([,.' \u00a0\u202f\u2019_])\\d{3}(?:\\2\\d{3})*)(?:[.,](\\d+))?");

  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T ].*)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}");

  private CellHint() {}

  /** Whether a text is a number or a date, or meant as one: no name of a category. */
  static boolean isLikeANumber(String text) {
    return CellText.isNumber(text)
        || CellText.isInfinite(text)
        || CellText.isDecimalComma(text)
        || DATE.matcher(text).matches()
        || !ofOneNumber(text).isEmpty()
        || THOUSANDS.matcher(text).matches();
  }

  /**
   * A sentence to append, or nothing.
   *
   * @param dialect of the CSV body that holds the cell; null in another format
   */
  static String of(String text, @Nullable Dialect dialect) {
    String meant = ofOneNumber(text);
    if (!meant.isEmpty()) {
      return meant;
    }
    if (DATE.matcher(text).matches()) {
      return "; of a date write a number, such as the days since another one, or leave the column out";
    }
    String hint = ofNumber(text, dialect);
    return hint.isEmpty() ? ofSeparators(text, dialect) : hint;
  }

  /** What is meant by a number that is written as people do. */
  private static String ofOneNumber(String text) {
    if (PERCENTAGE.matcher(text).matches()) {
      return "; write it without the percent sign";
    }
    if (CURRENCY.matcher(text).matches()) {
      return "; write it without the sign of the currency";
    }
    if (FORTRAN.matcher(text).matches()) {
      return "; write the exponent with E (" + text.replaceFirst("[dD]", "E") + ")";
    }
    if (OTHER_MINUS.matcher(text).matches()) {
      return "; write the minus sign as a hyphen (-" + text.substring(1).strip() + ")";
    }
    return "";
  }

  private static String ofNumber(String text, @Nullable Dialect dialect) {
    char decimal = dialect == null ? '.' : dialect.decimal();
    Matcher grouped = THOUSANDS.matcher(text);
    boolean isGrouped = grouped.matches();
    if (CellText.isDecimalComma(text)) {
      String point = text.replace(',', '.');
      return isGrouped
          ? "; write %s or %s, whichever it means%s"
              .formatted(text.replace(",", ""), point, decimalComma(dialect))
          : "; write a decimal point (" + point + "), not a comma" + decimalComma(dialect);
    }
    if (isGrouped) {
      String fraction = grouped.group(3);
      return "; write it without separators of thousands ("
          + grouped.group(1).replace(grouped.group(2), "")
          + (fraction == null ? "" : decimal + fraction)
          + ")";
    }
    return decimal == ',' && text.matches("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?")
        ? "; with decimal=, a number is written with a comma"
        : "";
  }

  /** Between commas, too, numbers cannot be told apart. */
  private static String decimalComma(@Nullable Dialect dialect) {
    return dialect == null || dialect.delimiter() == ',' ? "" : ", or add decimal=, to the query";
  }

  private static String ofSeparators(String text, @Nullable Dialect dialect) {
    if (dialect == null) {
      return "";
    }
    if (text.startsWith("#") || text.startsWith("%")) {
      return Delimiters.commentHint(text.charAt(0));
    }
    for (char other : Delimiters.COMMON) {
      if (other != dialect.delimiter() && text.indexOf(other) >= 0) {
        return Delimiters.hint(other);
      }
    }
    return "";
  }
}
