package io.mixtura.dataset.view;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The bins of a histogram: as wide as Freedman and Diaconis have it, 2 IQR / ∛n, or as Sturges,
 * range / (1 + log₂ n), where that is less (of two clusters the quartiles lie far apart, and few
 * wide bins would hide both); rounded to 1, 2, 2.5 or 5 times a power of ten, at most {@value
 * #MOST}.
 *
 * <ul>
 *   <li>Few whole numbers have a bin each.
 *   <li>Values far out are not binned: where so wide a range at so narrow bins would leave all but
 *       a few of them empty, the edges are half as far again from the middle as 1 and 99% are.
 *   <li>A constant column has one bin.
 * </ul>
 *
 * <p>D. Freedman, P. Diaconis: On the histogram as a density estimator. Z.
 * Wahrscheinlichkeitstheorie verw. Gebiete 57 (1981) 453–476.
 */
final class Bins {
  private static final int MOST = 60;

  /** Bins of which most would be empty. */
  private static final int FAR = 200;

  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final double[] ROUND_WHOLE = {1, 2, 5, 10};

  private final double[] edges;
  private final boolean isWhole;

  private Bins(double[] edges, boolean isWhole) {
    this.edges = edges;
    this.isWhole = isWhole;
  }

  static Bins of(SortedValues values, Quantiles at) {
    double range = at.p100() - at.p0();
    boolean areWhole = values.areWhole() && Math.max(-at.p0(), at.p100()) < 1e15;
    if (areWhole && range < MOST) {
      return new Bins(whole(at.p0(), at.p100()), true);
    }
    double wanted = width(values.count(), at);
    double low = at.p0();
    double high = at.p100();
    if (range / wanted > FAR) {
      double margin = (at.p99() - at.p1()) / 2 + wanted;
      low = Math.max(low, at.p1() - margin);
      high = Math.min(high, at.p99() + margin);
    }
    double least = Math.max(wanted, (high - low) / MOST);
    boolean hasDigits = high - low > 1e6 * Math.ulp(Math.max(-low, high));
    if (!hasDigits) {
      return new Bins(around(low, high), false);
    }
    return areWhole
        ? new Bins(edges(low, high, Math.max(1, least), ROUND_WHOLE, -0.5), false)
        : new Bins(edges(low, high, least, ROUND, 0), false);
  }

  private static double width(int count, Quantiles at) {
    double spread = at.p75() - at.p25();
    if (spread > 0) {
      double sturges = (at.p100() - at.p0()) / (1 + Math.log(count) / Math.log(2));
      return Math.min(2 * spread / Math.cbrt(count), sturges);
    }
    double most = at.p99() - at.p1();
    return (most > 0 ? most : at.p100() - at.p0()) / (MOST / 2.0);
  }

  private static double[] whole(double first, double last) {
    return IntStream.rangeClosed(0, (int) (last - first) + 1)
        .mapToDouble(i -> first + i - 0.5)
        .toArray();
  }

  /** One bin for values that are equal, or nearly. */
  private static double[] around(double low, double high) {
    double margin = Math.max(0.5, 2 * Math.ulp(Math.max(Math.abs(low), Math.abs(high))));
    return new double[] {low - margin, high + margin};
  }

  /**
   * Edges at multiples of a round width that is not less, each the nearest double of its decimal.
   */
  private static double[] edges(
      double low, double high, double least, double[] round, double shift) {
    int power = (int) Math.floor(Math.log10(least));
    double mantissa = least / Math.pow(10, power);
    double rounded =
        Arrays.stream(round).filter(width -> width >= mantissa * (1 - 1e-9)).findFirst().orElse(10);
    BigDecimal width = BigDecimal.valueOf(rounded).scaleByPowerOfTen(power);
    long first = (long) Math.floor((low - shift) / width.doubleValue());
    long last = (long) Math.floor((high - shift) / width.doubleValue()) + 1;
    double[] edges =
        IntStream.rangeClosed(0, (int) (last - first))
            .mapToDouble(i -> width.multiply(BigDecimal.valueOf(first + i)).doubleValue() + shift)
            .toArray();
    return edges;
  }

  double[] edges() {
    return edges.clone();
  }

  boolean isWhole() {
    return isWhole;
  }

  /** Number of bins. */
  int count() {
    return edges.length - 1;
  }

  /** The bin of a value, from 0; −1 if it lies below all of them, their number if above. */
  int of(double value) {
    if (value < edges[0]) {
      return -1;
    }
    if (value >= edges[count()]) {
      return value == edges[count()] ? count() - 1 : count();
    }
    int guess = (int) ((value - edges[0]) / (edges[count()] - edges[0]) * count());
    int bin = Math.min(guess, count() - 1);
    while (value < edges[bin]) {
      bin--;
    }
    while (value >= edges[bin + 1]) {
      bin++;
    }
    return bin;
  }
}
