package io.mixtura.mixture.kernel;

/** Passes over few points, each a row of its own. */
final class ScalarRows {
  private ScalarRows() {}

  static void logDensities(
      double[] rows,
      int[] points,
      int from,
      int to,
      double[] mean,
      double[] columns,
      int d,
      double constant,
      double[] out,
      int offset) {
    for (int n = from; n < to; n++) {
      int at = points[n] * mean.length;
      double length = 0;
      for (int i = 0; i < d; i++) {
        double y = 0;
        for (int j = 0; j <= i; j++) {
          y = Math.fma(columns[ColumnBlocks.index(i, j)], rows[at + j] - mean[j], y);
        }
        length = Math.fma(y, y, length);
      }
      out[offset + points[n]] = ScalarKernels.logDensity(length, constant);
    }
  }

  static void addMoments(
      double[] rows,
      int points,
      double[] mean,
      double[] r,
      int d,
      double[] v,
      double[] sums,
      double[] products) {
    int stride = mean.length;
    for (int p = 0; p < points; p++) {
      for (int j = 0; j < stride; j++) {
        v[p * stride + j] = (rows[p * stride + j] - mean[j]) * Math.sqrt(r[p]);
      }
    }
    for (int i = 0, t = 0; i < d; i++) {
      Lanes lanes = new Lanes();
      for (int p = 0; p < points; p++) {
        lanes.add(p, r[p], rows[p * stride + i] - mean[i]);
      }
      sums[i] += lanes.total();
      for (int j = 0; j <= i; j++, t++) {
        products[t] += dot(v, points, stride, i, j);
      }
    }
  }

  private static double dot(double[] v, int points, int stride, int i, int j) {
    Lanes lanes = new Lanes();
    for (int p = 0; p < points; p++) {
      lanes.add(p, v[p * stride + i], v[p * stride + j]);
    }
    return lanes.total();
  }
}
