package io.mixtura.mixture.covariance;

import java.util.Arrays;
import java.util.List;

/**
 * Variances along axes that are known: with w_kj the sum of squares of component k along its j-th
 * axis, the v_kj = λ_k a_kj with Π_j a_kj = 1 that minimize Σ_k Σ_j (n_k log v_kj + w_kj / v_kj).
 *
 * <ul>
 *   <li>both variable: v_kj = w_kj / n_k
 *   <li>both equal: v_j = Σ_k w_kj / Σ_k n_k
 *   <li>equal volumes: v_kj = λ w_kj / g_k with g_k the geometric mean of the w_kj, λ = Σ_k g_k /
 *       Σ_k n_k
 *   <li>equal shapes: the volumes are iterated to, see {@link Volumes}
 * </ul>
 *
 * @param volume of λ
 * @param shape of a
 */
record AxisVariances(Variation volume, Variation shape) {

  /**
   * The variances of each component.
   *
   * @param counts n_k
   * @param sums w_kj
   * @param current covariances from which to iterate where there is no closed form
   */
  double[][] estimate(double[] counts, double[][] sums, List<Covariance> current) {
    return switch (shape) {
      case EQUAL -> equalShapes(counts, sums, volumes(counts, sums, current));
      case VARIABLE ->
          switch (volume) {
            case EQUAL -> equalVolumes(counts, sums);
            case VARIABLE -> free(counts, sums);
          };
    };
  }

  private double[] volumes(double[] counts, double[][] sums, List<Covariance> current) {
    return switch (volume) {
      case EQUAL -> Volumes.ones(counts.length);
      case VARIABLE ->
          Volumes.iterated(
              counts,
              Volumes.of(current),
              volumes -> lengths(sums, sharedShape(counts, sums, volumes)));
    };
  }

  private static double[][] equalShapes(double[] counts, double[][] sums, double[] volumes) {
    double[] shape = sharedShape(counts, sums, volumes);
    double[][] variances = new double[sums.length][shape.length];
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < shape.length; j++) {
        variances[k][j] = volumes[k] * shape[j];
      }
    }
    return variances;
  }

  /** Σ_k w_kj / λ_k, over Σ_k n_k: up to a factor, which the volumes make up for. */
  private static double[] sharedShape(double[] counts, double[][] sums, double[] volumes) {
    double[] shape = new double[sums[0].length];
    double total = Volumes.sum(counts);
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < shape.length && volumes[k] > 0; j++) {
        shape[j] += sums[k][j] / volumes[k];
      }
    }
    for (int j = 0; j < shape.length; j++) {
      shape[j] /= total;
    }
    return shape;
  }

  /** Σ_j w_kj / a_j over d. */
  private static double[] lengths(double[][] sums, double[] shape) {
    double[] lengths = new double[sums.length];
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < shape.length; j++) {
        lengths[k] += sums[k][j] / shape[j] / shape.length;
      }
    }
    return lengths;
  }

  private static double[][] equalVolumes(double[] counts, double[][] sums) {
    double[] sizes = new double[sums.length];
    Arrays.setAll(sizes, k -> Volumes.geometricMean(sums[k]));
    double volume = Volumes.equal(counts, sizes);
    double[][] variances = new double[sums.length][sums[0].length];
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < sums[k].length; j++) {
        variances[k][j] = sums[k][j] / sizes[k] * volume;
      }
    }
    return variances;
  }

  private static double[][] free(double[] counts, double[][] sums) {
    double[][] variances = new double[sums.length][sums[0].length];
    for (int k = 0; k < sums.length; k++) {
      for (int j = 0; j < sums[k].length; j++) {
        variances[k][j] = sums[k][j] / counts[k];
      }
    }
    return variances;
  }
}
