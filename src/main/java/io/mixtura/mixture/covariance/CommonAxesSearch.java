package io.mixtura.mixture.covariance;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The descent of {@link CommonAxes} from given axes. */
final class CommonAxesSearch {
  /** A fraction of the mean variance: below it there is nothing but rounding to follow. */
  private static final double NEGLIGIBLE = 1e-14;

  private static final double SMALLEST = 1e-290;
  private static final int TURNS_IN_A_PLANE = 6;
  private static final double NO_TURN = 1e-12;

  /** Responsibilities change from one M step to the next: more digits would be lost again. */
  private static final double FRACTION = 1e-3;

  private final Variation volume;
  private final double[] counts;
  private final RotatedMatrices matrices;
  private final double[] least;
  private final double unit;
  private final double[] logProducts;

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
    this.logProducts = new double[counts.length];
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

  /** Until hardly anything turns any more, as a fraction of what turned first. */
  void run(int mostSweeps) {
    double first = sweep();
    double last = first;
    for (int sweep = 1; sweep < mostSweeps && last > standstill(first); sweep++) {
      last = sweep();
    }
  }

  private static double standstill(double first) {
    return Math.max(NO_TURN, FRACTION * first);
  }

  /** Every pair of axes once; the sine of the largest angle. */
  private double sweep() {
    Arrays.setAll(logProducts, this::logProduct);
    double largest = 0;
    for (int p = 0; p < matrices.dimensions(); p++) {
      for (int q = p + 1; q < matrices.dimensions(); q++) {
        largest = Math.max(largest, turn(p, q));
      }
    }
    return largest;
  }

  private double turn(int p, int q) {
    takeOut(p, q);
    Direction angle = angle(p, q);
    matrices.turn(p, q, angle.cosine(), angle.sine());
    putIn(p, q);
    return Math.abs(angle.sine());
  }

  /** Of equal volumes each depends on all axes, so their product is kept at hand. */
  private void takeOut(int p, int q) {
    for (int k = 0; k < counts.length && volume == Variation.EQUAL; k++) {
      logProducts[k] -= log(along(k, p)) + log(along(k, q));
    }
  }

  private void putIn(int p, int q) {
    for (int k = 0; k < counts.length && volume == Variation.EQUAL; k++) {
      logProducts[k] += log(along(k, p)) + log(along(k, q));
    }
  }

  /** Where in the plane of two axes the likelihood is highest, given that the others stay. */
  private Direction angle(int p, int q) {
    Direction angle = new Direction(1, 0);
    for (int turn = 0; turn < TURNS_IN_A_PLANE; turn++) {
      Direction next = next(p, q, angle);
      double change = next.cosine() * angle.sine() - next.sine() * angle.cosine();
      angle = next;
      if (Math.abs(change) < NO_TURN) {
        break;
      }
    }
    return angle;
  }

  /** With the variances of this angle given, Σ_k (1/v_kp − 1/v_kq) W_k is to be shortest. */
  private Direction next(int p, int q, Direction angle) {
    double c = angle.cosine();
    double s = angle.sine();
    double[] alongP = new double[counts.length];
    double[] alongQ = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      double a = matrices.get(k, p, p);
      double b = matrices.get(k, p, q);
      double e = matrices.get(k, q, q);
      alongP[k] = Math.max(least[k], c * c * a + 2 * c * s * b + s * s * e);
      alongQ[k] = Math.max(least[k], s * s * a - 2 * c * s * b + c * c * e);
    }
    double[] weights = weights(alongP, alongQ);
    double difference = 0;
    double off = 0;
    for (int k = 0; k < counts.length; k++) {
      double weight = weights[k] * (1 / alongP[k] - 1 / alongQ[k]);
      difference += weight * (matrices.get(k, p, p) - matrices.get(k, q, q));
      off += weight * matrices.get(k, p, q);
    }
    return Direction.ofLongest(-difference, -off);
  }

  /** w_kj / v_kj, which is the same for all axes: n_k, or g_k / λ. */
  private double[] weights(double[] alongP, double[] alongQ) {
    if (volume == Variation.VARIABLE) {
      return counts;
    }
    double[] sizes = new double[counts.length];
    Arrays.setAll(
        sizes,
        k ->
            StrictMath.exp(
                (logProducts[k] + log(alongP[k]) + log(alongQ[k])) / matrices.dimensions()));
    double volumeOfAll = Volumes.equal(counts, sizes);
    Arrays.setAll(sizes, k -> sizes[k] / volumeOfAll);
    return sizes;
  }
}
