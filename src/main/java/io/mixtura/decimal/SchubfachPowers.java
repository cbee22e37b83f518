package io.mixtura.decimal;

import java.math.BigInteger;

/** Powers of ten to 126 bits, and products with them, as {@link Schubfach} needs them. */
final class SchubfachPowers {
  private static final int SMALLEST = -324;
  private static final int LARGEST = 292;
  private static final int BITS = 126;
  private static final int LOW_BITS = 63;
  private static final long LOW_MASK = (1L << LOW_BITS) - 1;

  private static final long[] HIGH = new long[LARGEST - SMALLEST + 1];
  private static final long[] LOW = new long[LARGEST - SMALLEST + 1];
  private static final long[] WHOLE = new long[18];

  static {
    for (int k = SMALLEST; k <= LARGEST; k++) {
      BigInteger g = inverse(k);
      HIGH[k - SMALLEST] = g.shiftRight(LOW_BITS).longValueExact();
      LOW[k - SMALLEST] = g.longValue() & LOW_MASK;
    }
    WHOLE[0] = 1;
    for (int n = 1; n < WHOLE.length; n++) {
      WHOLE[n] = 10 * WHOLE[n - 1];
    }
  }

  private SchubfachPowers() {}

  /** 10^−k, scaled by a power of two to 126 bits before the point, rounded up (9.9.1). */
  private static BigInteger inverse(int k) {
    int shift = BITS - 1 - log2OfPower10(-k);
    BigInteger power = BigInteger.TEN.pow(Math.abs(k));
    BigInteger scaled =
        k <= 0
            ? (shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift))
            : BigInteger.ONE.shiftLeft(shift).divide(power);
    return scaled.add(BigInteger.ONE);
  }

  /** ⌊log₁₀ 2^e⌋ (9.5). */
  static int log10OfPower2(int e) {
    return (int) (e * 661_971_961_083L >> 41);
  }

  /** ⌊log₁₀ (¾ · 2^e)⌋ (9.5). */
  static int log10OfThreeQuarters(int e) {
    return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
  }

  /** ⌊log₂ 10^e⌋ (9.5). */
  static int log2OfPower10(int e) {
    return (int) (e * 913_124_641_741L >> 38);
  }

  /** 10^n for n up to 17. */
  static long power(int n) {
    return WHOLE[n];
  }

  /** Digits of a positive number below 10^17. */
  static int digits(long f) {
    int atLeast = log10OfPower2(Long.SIZE - Long.numberOfLeadingZeros(f));
    return f >= WHOLE[atLeast] ? atLeast + 1 : atLeast;
  }

  /** The integer part of a scaled product; odd when anything is lost below it (9.10). */
  static long scaled(int k, long product) {
    long high = HIGH[k - SMALLEST];
    long low = LOW[k - SMALLEST];
    long carried = (high * product >>> 1) + Math.multiplyHigh(low, product);
    long whole = Math.multiplyHigh(high, product) + (carried >>> 63);
    return whole | (carried & LOW_MASK) + LOW_MASK >>> 63;
  }
}
