package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.DIRECTIONS;
import static io.mixtura.mixture.kernel.Kernels.OUTLINE;
import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;

/** Upper bounds of log densities, from what is seen of points and components. */
final class ScalarBounds {
  /** Where λ stands in an outline, after the mean. */
  static final int PRECISION = DIRECTIONS;

  /** Where the rows of the triangle U begin. */
  static final int WHITENING = PRECISION + 1;

  private ScalarBounds() {}

  static void bound(
      double[] y,
      int p,
      double[] outlines,
      double[] constants,
      double[] bounds,
      double[] highest,
      double[] owners) {
    for (int point = p; point < p + PANEL; point++) {
      highest[point] = Double.NEGATIVE_INFINITY;
      owners[point] = 0;
      for (int c = 0; c < constants.length; c++) {
        double length = squaredLength(y, point, outlines, c * OUTLINE);
        double bound = ScalarKernels.logDensity(length, constants[c]);
        bounds[c * PANEL + point - p] = bound;
        if (bound > highest[point]) {
          highest[point] = bound;
          owners[point] = c;
        }
      }
    }
  }

  private static double squaredLength(double[] y, int p, double[] outlines, int outline) {
    double precision = outlines[outline + PRECISION];
    double length = 0;
    for (int i = 0, u = outline + WHITENING; i < DIRECTIONS; u += ++i) {
      double z = precision > 0 ? difference(y, p, outlines, outline, i) : 0;
      for (int j = 0; j <= i && precision == 0; j++) {
        z = Math.fma(outlines[u + j], difference(y, p, outlines, outline, j), z);
      }
      length = Math.fma(z, z, length);
    }
    return precision > 0 ? length * precision : length;
  }

  private static double difference(double[] y, int p, double[] outlines, int outline, int i) {
    return y[i * POINTS + p] - outlines[outline + i];
  }

  static int selectBounds(double[] bounds, int k, double[] floors, int p, int[] into) {
    int count = 0;
    for (int at = 0; at < k * PANEL; at++) {
      if (bounds[at] > floors[p + at % PANEL]) {
        into[count++] = at;
      }
    }
    return count;
  }
}
