package io.mixtura.dataset;

/**
 * Decimal numbers as data files hold them: sign, digits, point, exponent. No hexadecimal, no type
 * suffix, no words, unlike {@link Double#parseDouble}.
 */
final class Decimals {
  /** Ten to the n, exact in binary up to here. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long EXACT_INTEGERS = 1L << 53;

  private Decimals() {}

  /** As {@link #parse(char[], int, int)}. */
  static double parse(String text) {
    char[] characters = text.toCharArray();
    return parse(characters, 0, characters.length);
  }

  /**
   * The number that the text states, correctly rounded; blanks around it do not matter.
   *
   * <p>Most cells have few digits: their integer and their power of ten are both exact doubles, so
   * one multiplication or division rounds once, as the exact algorithm would.
   *
   * @return NaN when the text is no decimal number, an infinity when it is one beyond the range
   */
  static double parse(char[] text, int offset, int length) {
    int from = offset;
    int to = offset + length;
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    return parseStripped(text, from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }

  private static double parseStripped(char[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long integer = 0;
    int digits = 0;
    int scale = 0;
    boolean exact = true;
    boolean point = false;
    for (; at < to; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        digits++;
        if (integer < EXACT_INTEGERS / 10) {
          integer = integer * 10 + (c - '0');
          scale -= point ? 1 : 0;
        } else {
          exact = false;
        }
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    if (at < to) {
      int end = endOfExponent(text, at, to);
      if (end < 0) {
        return Double.NaN;
      }
      if (end - at > 5) {
        exact = false;
      } else {
        scale += exponent(text, at + 1, to);
      }
    }
    if (!exact || Math.abs(scale) >= EXACT_POWERS.length) {
      return Double.parseDouble(new String(text, from, to - from));
    }
    double size = scale < 0 ? integer / EXACT_POWERS[-scale] : integer * EXACT_POWERS[scale];
    return negative ? -size : size;
  }

  /** Where the exponent ends that starts at {@code at}; negative if what stands there is none. */
  private static int endOfExponent(char[] text, int at, int to) {
    if (text[at] != 'e' && text[at] != 'E') {
      return -1;
    }
    int first = at + 1;
    if (first < to && (text[first] == '-' || text[first] == '+')) {
      first++;
    }
    for (int i = first; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
    }
    return first < to ? to : -1;
  }

  private static int exponent(char[] text, int from, int to) {
    boolean negative = text[from] == '-';
    int value = 0;
    for (int i = negative || text[from] == '+' ? from + 1 : from; i < to; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return negative ? -value : value;
  }
}
