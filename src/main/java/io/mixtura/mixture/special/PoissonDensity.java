package io.mixtura.mixture.special;

/**
 * The logarithm of the Poisson density, log p(x) = x log λ − λ − log x! without the cancellation
 * that large counts bring.
 *
 * <p>C. Loader: Fast and accurate computation of binomial probabilities (2000): with the deviance
 * D(x, λ) = x log (x / λ) + λ − x it is −½ log 2πx − δ(x) − D(x, λ), δ being what Stirling's
 * formula leaves of log x!.
 */
public final class PoissonDensity {
  /** Stands for a rate or probability of 0 in logarithms, so that nothing becomes infinite. */
  public static final double LEAST = 1e-300;

  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  /** Up to its end n! is a long. */
  private static final int EXACT = 20;

  private static final double[] LOG_FACTORIALS = logFactorials();

  /** Where the deviance is a small difference, a series is closer. */
  private static final double NEAR = 0.1;

  private final double rate;
  private final double logRate;

  public PoissonDensity(double rate) {
    this.rate = rate;
    this.logRate = StrictMath.log(Math.max(rate, LEAST));
  }

  /** log p(x) of a whole number x from 0 up. */
  public double log(double x) {
    return x < LOG_FACTORIALS.length
        ? x * logRate - rate - LOG_FACTORIALS[(int) x]
        : -(LOG_TWO_PI + StrictMath.log(x)) / 2 - stirlingRest(x) - deviance(x);
  }

  private double deviance(double x) {
    double difference = x - rate;
    if (Math.abs(difference) >= NEAR * (x + rate)) {
      return x * (StrictMath.log(x) - logRate) + rate - x;
    }
    double v = difference / (x + rate);
    double sum = difference * v;
    double term = 2 * x * v;
    for (int j = 1; ; j++) {
      term *= v * v;
      double next = sum + term / (2 * j + 1);
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }

  private static double stirlingRest(double n) {
    double square = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / n;
  }

  private static double[] logFactorials() {
    double[] logs = new double[256];
    long factorial = 1;
    for (int n = 1; n < logs.length; n++) {
      if (n <= EXACT) {
        factorial *= n;
        logs[n] = StrictMath.log(factorial);
      } else {
        logs[n] = (n + 0.5) * StrictMath.log(n) - n + LOG_TWO_PI / 2 + stirlingRest(n);
      }
    }
    return logs;
  }
}
