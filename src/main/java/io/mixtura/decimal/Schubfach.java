package io.mixtura.decimal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes doubles as {@link Double#toString(double)} does, digit for digit: the shortest decimal
 * that reads back as the same double, and of these the closest. Straight into bytes, in about half
 * the time.
 *
 * <p>The numbers whose nearest double is v = c·2^q reach from the middle between v and its lower
 * neighbour to the middle between v and its upper one. Scaled by a power of ten such that this
 * interval is between 2 and 20 long, it holds an integer that is no multiple of ten, or a multiple
 * of ten, which is then a digit shorter. All is computed in integers, four times as large so that
 * the middles are integers, too; {@link SchubfachPowers} says how a product is rounded without
 * losing which side it lies on.
 *
 * <p>Raffaello Giulietti, The Schubfach way to render doubles (2020); the section numbers below are
 * that paper's.
 */
public final class Schubfach {
  /** Bytes that {@link #write} may touch, beyond the end of the number included. */
  public static final int ROOM = 32;

  private static final int FRACTION_BITS = 52;
  private static final long IMPLICIT_BIT = 1L << FRACTION_BITS;
  private static final int EXPONENT_MASK = 0x7ff;
  private static final int SMALLEST_EXPONENT = -1074;

  private static final int DIGITS = 17;
  private static final long TEN_TO_8 = 100_000_000L;
  private static final long EIGHT_ZEROS = 0x3030303030303030L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Schubfach() {}

  /**
   * Writes a finite number.
   *
   * @param out has room for {@value #ROOM} bytes from {@code at} on
   * @return where the number ends
   */
  public static int write(double value, byte[] out, int at) {
    long bits = Double.doubleToRawLongBits(value);
    int start = at;
    if (bits < 0) {
      out[start++] = '-';
    }
    long fraction = bits & (IMPLICIT_BIT - 1);
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
    if (exponent == 0) {
      return fraction == 0 ? writeZero(out, start) : writeSubnormal(fraction, out, start);
    }
    int q = exponent - 1 + SMALLEST_EXPONENT;
    long c = IMPLICIT_BIT | fraction;
    boolean mayBeWhole = q < 0 && q >= -FRACTION_BITS;
    if (mayBeWhole && c >> -q << -q == c) {
      return write(c >> -q, 0, out, start);
    }
    return writeShortest(q, c, 0, out, start);
  }

  private static int writeZero(byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '.';
    out[at + 2] = '0';
    return at + 3;
  }

  /** Double.toString gives two digits where one would do, and then the closest two: 4.9E-324. */
  private static int writeSubnormal(long c, byte[] out, int at) {
    return c < 3
        ? writeShortest(SMALLEST_EXPONENT, 10 * c, -1, out, at)
        : writeShortest(SMALLEST_EXPONENT, c, 0, out, at);
  }

  /** Writes c·2^q·10^shift. */
  private static int writeShortest(int q, long c, int shift, byte[] out, int at) {
    long odd = c & 1;
    // At a power of two the lower neighbour is half as far away.
    boolean isRegular = c != IMPLICIT_BIT || q == SMALLEST_EXPONENT;
    int k = isRegular ? SchubfachPowers.log10OfPower2(q) : SchubfachPowers.log10OfThreeQuarters(q);
    int h = q + SchubfachPowers.log2OfPower10(-k) + 2;
    long middle = SchubfachPowers.scaled(k, c << 2 << h);
    long lower = SchubfachPowers.scaled(k, (c << 2) - (isRegular ? 2 : 1) << h) + odd;
    long upper = SchubfachPowers.scaled(k, (c << 2) + 2 << h) - odd;
    long below = middle >> 2;
    if (below >= 100) {
      long tenBelow = below / 10 * 10;
      boolean isIn = lower <= tenBelow << 2;
      if (isIn != (tenBelow + 10 << 2 <= upper)) {
        return write(isIn ? tenBelow : tenBelow + 10, k + shift, out, at);
      }
    }
    return write(closest(below, lower, middle, upper), k + shift, out, at);
  }

  /** Of an integer and the next the one in the interval; if both are, the closer, ties to even. */
  private static long closest(long below, long lower, long middle, long upper) {
    boolean isIn = lower <= below << 2;
    if (isIn != (below + 1 << 2 <= upper)) {
      return isIn ? below : below + 1;
    }
    long side = middle - (2 * below + 1 << 1);
    return side < 0 || (side == 0 && (below & 1) == 0) ? below : below + 1;
  }

  /** Writes f·10^e for an f of at most 17 digits. */
  private static int write(long f, int e, byte[] out, int at) {
    int length = SchubfachPowers.digits(f);
    long all = f * SchubfachPowers.power(DIGITS - length);
    long high = all / TEN_TO_8;
    long first = high / TEN_TO_8;
    long middle = eightDigits(high - first * TEN_TO_8);
    long last = eightDigits(all - high * TEN_TO_8);
    // 0.d₁d₂…d₁₇ · 10^point
    int point = e + length;
    int significant = DIGITS - trailingZeros(middle, last);
    if (point > 0 && point <= 7) {
      return writeWithPoint(point, significant, first, middle, last, out, at);
    }
    return point > -3 && point <= 0
        ? writeFraction(-point, significant, first, middle, last, out, at)
        : writeScientific(point - 1, significant, first, middle, last, out, at);
  }

  /** Eight digits, one in each byte, the first in the lowest. */
  private static long eightDigits(long x) {
    long high = x / 10_000;
    long fours = high | (x - high * 10_000) << 32;
    long hundreds = (fours * 10486 >>> 20) & 0x7f_0000007fL;
    long twos = hundreds | (fours - 100 * hundreds) << 16;
    long tens = (twos * 103 >>> 10) & 0x000f_000f_000f_000fL;
    return tens | (twos - 10 * tens) << 8;
  }

  private static int trailingZeros(long middle, long last) {
    return last != 0
        ? Long.numberOfLeadingZeros(last) >> 3
        : 8 + (Long.numberOfLeadingZeros(middle) >> 3);
  }

  private static void writeDigits(long first, long middle, long last, byte[] out, int at) {
    out[at] = (byte) ('0' + first);
    LONGS.set(out, at + 1, middle + EIGHT_ZEROS);
    LONGS.set(out, at + 9, last + EIGHT_ZEROS);
  }

  /** {@code ddd.ddd} with the point after 1 to 7 digits. */
  private static int writeWithPoint(
      int point, int significant, long first, long middle, long last, byte[] out, int at) {
    writeDigits(first, middle, last, out, at + 1);
    for (int i = at; i < at + point; i++) {
      out[i] = out[i + 1];
    }
    out[at + point] = '.';
    return at + Math.max(significant, point + 1) + 1;
  }

  /** {@code 0.00ddd} with up to two zeros. */
  private static int writeFraction(
      int zeros, int significant, long first, long middle, long last, byte[] out, int at) {
    LONGS.set(out, at, EIGHT_ZEROS);
    out[at + 1] = '.';
    int digits = at + 2 + zeros;
    writeDigits(first, middle, last, out, digits);
    return digits + significant;
  }

  /** {@code d.dddE-ddd}. */
  private static int writeScientific(
      int exponent, int significant, long first, long middle, long last, byte[] out, int at) {
    writeDigits(first, middle, last, out, at + 1);
    out[at] = out[at + 1];
    out[at + 1] = '.';
    int end = at + Math.max(significant, 2) + 1;
    out[end++] = 'E';
    if (exponent < 0) {
      out[end++] = '-';
    }
    return writeExponent(Math.abs(exponent), out, end);
  }

  private static int writeExponent(int exponent, byte[] out, int at) {
    int end = at;
    if (exponent >= 100) {
      out[end++] = (byte) ('0' + exponent / 100);
    }
    if (exponent >= 10) {
      out[end++] = (byte) ('0' + exponent / 10 % 10);
    }
    out[end++] = (byte) ('0' + exponent % 10);
    return end;
  }
}
