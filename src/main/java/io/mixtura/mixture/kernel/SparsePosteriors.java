package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.POINTS;

import java.util.Arrays;

/**
 * {@link ScalarKernels#normalize} on lists of points. Most points have one component: what is known
 * beforehand is not computed, exp 0 and log 1.
 */
final class SparsePosteriors {
  private SparsePosteriors() {}

  static void normalize(
      double[] values,
      int[][] points,
      int[] sizes,
      int count,
      double[] logSum,
      double[] logLargest) {
    findLargest(values, points, sizes, count, logLargest);
    double[] sums = new double[count];
    for (int k = 0; k < sizes.length; k++) {
      for (int i = 0; i < sizes[k]; i++) {
        int p = points[k][i];
        double x = values[k * POINTS + p] - logLargest[p];
        double e = x == 0 ? 1 : Elementary.exp(x);
        values[k * POINTS + p] = e;
        sums[p] += e;
      }
    }
    for (int p = 0; p < count; p++) {
      double log = sums[p] == 1 ? 0 : Elementary.log(sums[p]);
      logSum[p] = logLargest[p] + log;
      logLargest[p] = -log;
      sums[p] = 1 / sums[p];
    }
    for (int k = 0; k < sizes.length; k++) {
      for (int i = 0; i < sizes[k]; i++) {
        int p = points[k][i];
        values[k * POINTS + p] *= sums[p];
      }
    }
  }

  private static void findLargest(
      double[] values, int[][] points, int[] sizes, int count, double[] largest) {
    Arrays.fill(largest, 0, count, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < sizes.length; k++) {
      for (int i = 0; i < sizes[k]; i++) {
        int p = points[k][i];
        double value = values[k * POINTS + p];
        largest[p] = value > largest[p] ? value : largest[p];
      }
    }
  }
}
