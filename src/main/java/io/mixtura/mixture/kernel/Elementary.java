package io.mixtura.mixture.kernel;

/**
 * exp and log made of additions, products, divisions and fused products only, so that they give the
 * same bits on every machine, interpreted or compiled, in scalar and in vector code. The library's
 * functions promise an error below 1 ulp but not which of the neighbouring values is returned.
 */
final class Elementary {
  private Elementary() {}

  /** 1.5 · 2⁵²: adding it rounds to an integer, which then stands in the low bits. */
  static final double ROUNDER = 0x1.8p52;

  static final double LOG2_E = 0x1.71547652b82fep0;

  /**
   * ln 2 in two parts; the first has zeros at its end, so that its product with an exponent is
   * exact.
   */
  static final double LN2_HIGH = 0x1.62e42fefa38p-1;

  static final double LN2_LOW = 0x1.ef35793c7673p-45;

  /** Below this exp is taken as 0: its value, 3e-308, is the last one that is not subnormal. */
  static final double EXP_UNDERFLOW = -708;

  /** 1/2!, …, 1/13!: on |r| ≤ ln2/2 the first term left out is below 2⁻⁵⁷. */
  static final double[] EXP = {
    1.0 / 2,
    1.0 / 6,
    1.0 / 24,
    1.0 / 120,
    1.0 / 720,
    1.0 / 5040,
    1.0 / 40320,
    1.0 / 362880,
    1.0 / 3628800,
    1.0 / 39916800,
    1.0 / 479001600,
    1.0 / 6227020800.0
  };

  /** 2/3, 2/5, …, 2/23 of log((1+s)/(1−s)) = 2s + 2s³/3 + 2s⁵/5 + …, with |s| ≤ 0.1716. */
  static final double[] LOG = {
    2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21,
    2.0 / 23
  };

  /** Bits of √½: mantissas are taken from [√½, √2). */
  static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(0x1.6a09e667f3bcdp-1);

  static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

  /**
   * eˣ for x ≤ 709; 0 below {@value #EXP_UNDERFLOW}.
   *
   * <p>x = n ln2 + r with |r| ≤ ln2/2, eˣ = 2ⁿ (1 + r + r² P(r)) with a Taylor polynomial P.
   */
  static double exp(double x) {
    double bounded = Math.max(x, EXP_UNDERFLOW);
    double rounded = Math.fma(bounded, LOG2_E, ROUNDER);
    double n = rounded - ROUNDER;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
    double p = EXP[11];
    for (int i = 10; i >= 0; i--) {
      p = Math.fma(p, r, EXP[i]);
    }
    double mantissa = Math.fma(r * r, p, r) + 1;
    long bits = Double.doubleToRawLongBits(mantissa) + (Double.doubleToRawLongBits(rounded) << 52);
    return x < EXP_UNDERFLOW ? 0 : Double.longBitsToDouble(bits);
  }

  /**
   * ln x for a positive normal x.
   *
   * <p>x = 2ⁿ (1 + f) with 1 + f in [√½, √2); with s = f/(2+f), ln(1+f) = f − s (f − R(s²)).
   */
  static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long exponent = (bits - SQRT_HALF_BITS) >> 52;
    double f = Double.longBitsToDouble(bits - (exponent << 52)) - 1;
    double n = Double.longBitsToDouble(exponent + ROUNDER_BITS) - ROUNDER;
    double s = f / (f + 2);
    double z = s * s;
    double p = LOG[10];
    for (int i = 9; i >= 0; i--) {
      p = Math.fma(p, z, LOG[i]);
    }
    double correction = s * Math.fma(-z, p, f);
    return Math.fma(n, LN2_HIGH, f - Math.fma(-n, LN2_LOW, correction));
  }
}
