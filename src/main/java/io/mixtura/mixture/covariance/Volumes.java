package io.mixtura.mixture.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The volumes λ_k of covariances Σ_k = λ_k C_k. */
final class Volumes {
  private static final double STANDSTILL = 1e-13;

  /** Far more than it takes, but for data on the edge of a collapse. */
  private static final int MOST_TURNS = 200;

  private Volumes() {}

  static double[] ones(int components) {
    double[] ones = new double[components];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** |Σ_k|^(1/d), in units of the first: of ratios only, so that no unit of the data matters. */
  static double[] of(List<Covariance> covariances) {
    double[] first = covariances.getFirst().conditionalVariances();
    double[] volumes = new double[covariances.size()];
    for (int k = 0; k < volumes.length; k++) {
      double[] ratios = covariances.get(k).conditionalVariances();
      for (int j = 0; j < ratios.length; j++) {
        ratios[j] /= first[j];
      }
      volumes[k] = geometricMean(ratios);
    }
    return volumes;
  }

  /** The volume that all have: λ = Σ_k g_k / Σ_k n_k, with g_k the d-th root of |W_k|. */
  static double equal(double[] counts, double[] sizes) {
    return sum(sizes) / sum(counts);
  }

  /**
   * Volumes of components of one shape C, λ_k = tr(C⁻¹ W_k) / (d n_k). C in turn is the mean of the
   * W_k / λ_k. In log λ_k and log C this is a convex problem: taking turns comes to the one
   * minimum, from wherever it starts, and every turn comes closer.
   *
   * @param counts n_k
   * @param start λ_k to begin with
   * @param lengths the tr(C⁻¹ W_k) / d from the λ_k
   */
  static double[] iterated(double[] counts, double[] start, UnaryOperator<double[]> lengths) {
    double[] volumes = start;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      double[] next = next(counts, volumes, lengths.apply(volumes));
      double change = largestChange(volumes, next);
      volumes = next;
      if (change < STANDSTILL) {
        break;
      }
    }
    double[] last = lengths.apply(volumes);
    Arrays.setAll(last, k -> last[k] / counts[k]);
    return last;
  }

  /** A component on one point has no volume and tells nothing of the shape: it is left out. */
  private static double[] next(double[] counts, double[] volumes, double[] lengths) {
    double[] next = new double[volumes.length];
    Arrays.setAll(
        next,
        k -> {
          double volume = lengths[k] / counts[k];
          return volume > 0 && volume < Double.POSITIVE_INFINITY ? volume : volumes[k];
        });
    return next;
  }

  private static double largestChange(double[] before, double[] after) {
    double largest = 0;
    for (int k = 0; k < before.length; k++) {
      largest = Math.max(largest, Math.abs(after[k] / before[k] - 1));
    }
    return largest;
  }

  /** In units of the largest value: logarithms of ratios do not depend on the data's unit. */
  static double geometricMean(double[] values) {
    double largest = values[0];
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (double value : values) {
      sum += StrictMath.log(value / largest);
    }
    return largest * StrictMath.exp(sum / values.length);
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
