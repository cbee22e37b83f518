package io.mixtura.decimal;

import java.math.BigInteger;

/**
 * Multiplies integers by powers of ten, correctly rounded, from a table of the powers' leading 128
 * bits.
 *
 * <p>The product of the integer and the upper half of the table's entry decides nearly always; the
 * lower half is looked at only where the bits behind the mantissa are all ones. Eisel and Lemire:
 * Lemire (2021), Number parsing at a gigabyte per second, Software: Practice and Experience 51,
 * 1700–1727.
 */
final class EiselLemire {
  /** Powers of ten in the table; what lies beyond is no number of a dataset, or nearly none. */
  private static final int LARGEST = 128;

  /** Five to this is the largest power of five that fits into 64 bits. */
  private static final int LARGEST_SHORT = 27;

  /** Between these powers a product can lie exactly between two doubles. */
  private static final int LEAST_TIE = -4;

  private static final int LARGEST_TIE = 23;

  private static final long[] UPPER = new long[2 * LARGEST + 1];
  private static final long[] LOWER = new long[2 * LARGEST + 1];

  static {
    for (int power = -LARGEST; power <= LARGEST; power++) {
      BigInteger bits = leading128Bits(power);
      UPPER[power + LARGEST] = bits.shiftRight(64).longValue();
      LOWER[power + LARGEST] = bits.longValue();
    }
  }

  private EiselLemire() {}

  /** The power of five, shifted to 128 bits and truncated; the inverse ones rounded up. */
  private static BigInteger leading128Bits(int power) {
    BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
    if (power >= 0) {
      return five.shiftLeft(128).shiftRight(five.bitLength());
    }
    int length = five.bitLength();
    int shift = -power <= LARGEST_SHORT ? length + 127 : 2 * length + 128;
    BigInteger inverse = BigInteger.ONE.shiftLeft(shift).divide(five).add(BigInteger.ONE);
    return inverse.shiftRight(Math.max(0, inverse.bitLength() - 128));
  }

  /**
   * The double nearest to {@code integer · 10^power}.
   *
   * @param integer not negative
   * @return NaN where this algorithm does not decide
   */
  static double times(long integer, int power) {
    if (integer == 0) {
      return 0;
    }
    if (Math.abs(power) > LARGEST) {
      return Double.NaN;
    }
    int shift = Long.numberOfLeadingZeros(integer);
    long factor = integer << shift;
    long upper = UPPER[power + LARGEST];
    long high = Math.unsignedMultiplyHigh(factor, upper);
    long low = factor * upper;
    if ((high & 0x1ff) == 0x1ff) {
      long carry = Math.unsignedMultiplyHigh(factor, LOWER[power + LARGEST]);
      low += carry;
      if (Long.compareUnsigned(low, carry) < 0) {
        high++;
      }
      if (low == -1L) {
        return Double.NaN;
      }
    }
    return rounded(high, low, power, shift);
  }

  /** The double whose leading bits these are: half to even, as IEEE 754 wants it. */
  private static double rounded(long high, long low, int power, int shift) {
    int top = (int) (high >>> 63);
    long mantissa = high >>> (top + 9);
    boolean isTie =
        Long.compareUnsigned(low, 1) <= 0
            && power >= LEAST_TIE
            && power <= LARGEST_TIE
            && (mantissa & 3) == 1
            && mantissa << (top + 9) == high;
    mantissa = (isTie ? mantissa : mantissa + (mantissa & 1)) >>> 1;
    // log2(10^power), rounded down, in fixed point.
    long exponent = (217_706L * power >> 16) + 63 + top - shift + Double.MAX_EXPONENT;
    // The leading bit of the mantissa adds one to the exponent; a mantissa of 2^53 adds two.
    return Double.longBitsToDouble((exponent - 1 << 52) + mantissa);
  }
}
