package io.mixtura.decimal;

import java.math.BigDecimal;

/** Whole numbers of so many digits that a double may stand for a neighbour of them. */
public final class WholeNumbers {
  /** Up to here no other whole number is read as the same double. */
  public static final double ALL_EXACT = 0x1p53 - 1;

  /** Characters of a text that is looked at: none within range has more, but for leading zeros. */
  private static final int LONGEST = 400;

  private WholeNumbers() {}

  /**
   * Whether the text is a whole number, such as an identifier, that the value is not: neither
   * exactly nor by the digits that the value is written with. Numbers with a point or an exponent
   * are measurements, which are rounded in any case.
   *
   * @param value what the text was read as
   */
  public static boolean isAnother(String text, double value) {
    if (!(Math.abs(value) > ALL_EXACT) || Double.isInfinite(value) || !isWhole(text)) {
      return false;
    }
    BigDecimal written = new BigDecimal(text);
    return written.compareTo(new BigDecimal(value)) != 0
        && written.compareTo(new BigDecimal(Double.toString(value))) != 0;
  }

  private static boolean isWhole(String text) {
    int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.length() <= LONGEST && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
  }
}
