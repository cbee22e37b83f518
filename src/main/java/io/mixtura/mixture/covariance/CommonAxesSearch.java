package io.mixtura.mixture.covariance;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The descent of {@link CommonAxes} from given axes. */
final class CommonAxesSearch {
  /** A fraction of the mean variance: below it there is nothing but rounding to follow. */
  private static final double NEGLIGIBLE = 1e-14;

  private static final double SMALLEST = 1e-290;

  private static final double NO_TURN = 1e-12;

  private final Variation volume;
  private final double[] counts;
  private final RotatedMatrices matrices;
  private final double[] least;
  private final double unit;
  private final double[][] variances;
  private final double[] weights;

  CommonAxesSearch(Scatter scatter, Variation volume, double[][] axes) {
    this.volume = volume;
    this.counts = scatter.counts();
    this.matrices =
        new RotatedMatrices(
            IntStream.range(0, counts.length).mapToObj(scatter::sums).toList(), axes);
    this.least = new double[counts.length];
    Arrays.setAll(least, k -> Math.max(SMALLEST, NEGLIGIBLE * meanVariance(k)));
    double sum = SMALLEST;
    for (int k = 0; k < counts.length; k++) {
      sum += meanVariance(k);
    }
    this.unit = sum;
    this.variances = new double[counts.length][matrices.dimensions()];
    this.weights =
        switch (volume) {
          case VARIABLE -> counts;
          case EQUAL -> Volumes.ones(counts.length);
        };
  }

  private double meanVariance(int k) {
    double sum = 0;
    for (int j = 0; j < matrices.dimensions(); j++) {
      sum += matrices.get(k, j, j);
    }
    return sum / matrices.dimensions();
  }

  double[][] axes() {
    return matrices.axes();
  }

  /** The sums of squares of each component along the axes. */
  double[][] sums() {
    double[][] sums = new double[counts.length][matrices.dimensions()];
    for (int k = 0; k < counts.length; k++) {
      int component = k;
      Arrays.setAll(sums[k], j -> Math.max(0, matrices.get(component, j, j)));
    }
    return sums;
  }

  /** −2 times the log-likelihood, up to a constant: Σ_k n_k Σ_j log v_kj. */
  double objective() {
    double[] logs = new double[counts.length];
    Arrays.setAll(logs, this::logProduct);
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      sum +=
          switch (volume) {
            case VARIABLE -> counts[k] * logs[k];
            case EQUAL -> StrictMath.exp(logs[k] / matrices.dimensions());
          };
    }
    return switch (volume) {
      case VARIABLE -> sum;
      case EQUAL -> Volumes.sum(counts) * matrices.dimensions() * StrictMath.log(sum);
    };
  }

  private double logProduct(int k) {
    double sum = 0;
    for (int j = 0; j < matrices.dimensions(); j++) {
      sum += log(along(k, j));
    }
    return sum;
  }

  /** In units of the mean variance, whatever the data's unit. */
  private double log(double variance) {
    return StrictMath.log(variance / unit);
  }

  private double along(int k, int j) {
    return Math.max(least[k], matrices.get(k, j, j));
  }

  /** So many sweeps, or fewer where nothing turns any more. */
  void run(int mostSweeps) {
    for (int sweep = 0; sweep < mostSweeps; sweep++) {
      if (sweep() < NO_TURN) {
        break;
      }
    }
  }

  /** Every pair of axes once; the sine of the largest angle. */
  private double sweep() {
    Arrays.setAll(variances, this::shape);
    double largest = 0;
    for (int p = 0; p < matrices.dimensions(); p++) {
      for (int q = p + 1; q < matrices.dimensions(); q++) {
        largest = Math.max(largest, turn(p, q));
      }
    }
    return largest;
  }

  /**
   * The best variances along the present axes, which are the sums of squares up to a factor: its
   * weight, or where volumes are equal their size.
   */
  private double[] shape(int k) {
    double[] along = new double[matrices.dimensions()];
    Arrays.setAll(along, j -> along(k, j));
    if (volume == Variation.EQUAL) {
      double size = Volumes.geometricMean(along);
      Arrays.setAll(along, j -> along[j] / size);
    }
    return along;
  }

  private double turn(int p, int q) {
    Direction angle = angle(p, q);
    if (Math.abs(angle.sine()) < NO_TURN) {
      return 0;
    }
    matrices.turn(p, q, angle.cosine(), angle.sine());
    for (int k = 0; k < counts.length; k++) {
      adjust(k, p, q);
    }
    return Math.abs(angle.sine());
  }

  /**
   * Where in the plane of two axes, with the variances given, Σ_k (1/v_kp − 1/v_kq) W_k is
   * shortest. The best variances there are better still: it takes some turns to the best angle, and
   * the next sweep goes on from this one.
   */
  private Direction angle(int p, int q) {
    double difference = 0;
    double off = 0;
    for (int k = 0; k < counts.length; k++) {
      double weight = weights[k] * (1 / variances[k][p] - 1 / variances[k][q]);
      difference += weight * (matrices.get(k, p, p) - matrices.get(k, q, q));
      off += weight * matrices.get(k, p, q);
    }
    return Direction.ofLongest(-difference, -off);
  }

  /** The best variances of two axes; of equal volumes those of the same product as before. */
  private void adjust(int k, int p, int q) {
    double alongP = along(k, p);
    double alongQ = along(k, q);
    double excess =
        switch (volume) {
          case VARIABLE -> 1;
          case EQUAL -> Math.sqrt(alongP / variances[k][p]) * Math.sqrt(alongQ / variances[k][q]);
        };
    variances[k][p] = alongP / excess;
    variances[k][q] = alongQ / excess;
  }
}
