package io.mixtura.decimal;

/**
 * Reads a decimal number from where it starts in a text, and finds where it ends: sign, digits,
 * point, exponent. One pass over the characters, and no object per number.
 */
public final class DecimalReader {
  /** Digits whose number surely fits into a long. */
  private static final int LONG_DIGITS = 18;

  private final char point;
  private int end;
  private int scale;
  private boolean endsInPoint;

  /** Reads numbers with a decimal point. */
  public DecimalReader() {
    this('.');
  }

  /**
   * Reads numbers as they are written elsewhere.
   *
   * @param point stands before the fraction: a point, or a comma
   */
  public DecimalReader(char point) {
    this.point = point;
  }

  /** Where the number ended that was read last: behind its last character. */
  public int end() {
    return end;
  }

  /** Whether a point without digits behind it was in the number that was read last. */
  public boolean endsInPoint() {
    return endsInPoint;
  }

  /**
   * The longest number that starts at {@code from}, correctly rounded.
   *
   * @param to end of the text
   * @return NaN when no number starts there, an infinity when it is one beyond the range
   */
  public double read(char[] text, int from, int to) {
    if (from == to) {
      return Double.NaN;
    }
    // 1 or 0, without a branch: signs come in no order that a processor could foresee.
    int minus = ((text[from] ^ '-') - 1) >>> 31;
    int first = text[from] == '+' ? from + 1 : from + minus;
    return size(text, first, to) * (1 - 2 * minus);
  }

  /** The number without its sign. */
  private double size(char[] text, int from, int to) {
    int at = from;
    long digits = 0;
    while (at < to && isDigit(text[at])) {
      digits = 10 * digits + (text[at++] - '0');
    }
    int count = at - from;
    scale = 0;
    endsInPoint = false;
    if (at < to && text[at] == point) {
      int fraction = ++at;
      while (at < to && isDigit(text[at])) {
        digits = 10 * digits + (text[at++] - '0');
      }
      scale = fraction - at;
      count -= scale;
      endsInPoint = scale == 0;
    }
    if (count == 0) {
      return Double.NaN;
    }
    end = at;
    boolean exact = count <= LONG_DIGITS || significant(text, from, at) <= LONG_DIGITS;
    if (at < to && (text[at] | 0x20) == 'e') {
      exact &= exponent(text, at + 1, to);
      if (end == at) {
        return Double.NaN;
      }
    }
    return exact
        ? Decimals.rounded(digits, scale)
        : Double.parseDouble(new String(text, from, end - from).replace(point, '.'));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Digits from the first that is not zero. */
  private int significant(char[] text, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (text[i] != point && (count > 0 || text[i] != '0')) {
        count++;
      }
    }
    return count;
  }

  /**
   * Adds the exponent that starts at {@code from} to the scale, and moves the end behind it; leaves
   * the end where it is if there is none.
   *
   * @return false if it is too long to be added
   */
  private boolean exponent(char[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    int first = at;
    int value = 0;
    while (at < to && isDigit(text[at])) {
      value = 10 * value + (text[at++] - '0');
    }
    if (at > first) {
      end = at;
      scale += negative ? -value : value;
    }
    return at - first <= 4;
  }
}
