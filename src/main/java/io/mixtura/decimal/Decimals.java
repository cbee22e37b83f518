package io.mixtura.decimal;

/**
 * Decimal numbers as data files hold them: sign, digits, point, exponent. No hexadecimal, no type
 * suffix, no words, unlike {@link Double#parseDouble}.
 */
public final class Decimals {
  /** Ten to the n, exact in binary up to here. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long EXACT_INTEGERS = 1L << 53;

  private Decimals() {}

  /** As {@link #parse(char[], int, int)}. */
  public static double parse(String text) {
    char[] characters = text.toCharArray();
    return parse(characters, 0, characters.length);
  }

  /**
   * The number that the text states, correctly rounded; blanks around it do not matter.
   *
   * @return NaN when the text is no decimal number, an infinity when it is one beyond the range
   */
  public static double parse(char[] text, int offset, int length) {
    return parse(text, offset, length, '.');
  }

  /**
   * As {@link #parse(char[], int, int)}, of numbers that are written with another sign.
   *
   * @param point stands before the fraction: a point, or a comma
   */
  public static double parse(char[] text, int offset, int length, char point) {
    int from = offset;
    int to = offset + length;
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    DecimalReader reader = new DecimalReader(point);
    double value = reader.read(text, from, to);
    return reader.end() == to ? value : Double.NaN;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }

  /**
   * The double nearest to {@code digits · 10^scale}.
   *
   * <p>Most cells have few digits: their integer and their power of ten are both exact doubles, so
   * one multiplication or division rounds once, as the exact algorithm would (Clinger 1990). Others
   * are left to {@link EiselLemire}, and what that cannot decide to the JDK.
   *
   * @param digits not negative
   */
  static double rounded(long digits, int scale) {
    if (digits <= EXACT_INTEGERS && Math.abs(scale) < EXACT_POWERS.length) {
      return scale < 0 ? digits / EXACT_POWERS[-scale] : digits * EXACT_POWERS[scale];
    }
    double product = EiselLemire.times(digits, scale);
    return Double.isNaN(product) ? Double.parseDouble(digits + "e" + scale) : product;
  }
}
