package io.mixtura.mixture.kernel;

/** The readable twin of {@link VectorKernels}, and what runs where there are no fast vectors. */
public final class ScalarKernels implements Kernels {

  /** Squared lengths stop here: far away from everything is far enough, and nothing overflows. */
  static final double FARTHEST = 1e300;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void centre(double[] x, double[] mean, int d, double[] z) {
    for (int j = 0; j < d; j++) {
      for (int p = j * POINTS; p < (j + 1) * POINTS; p++) {
        z[p] = x[p] - mean[j];
      }
    }
  }

  @Override
  public void squaredLengths(double[] z, double[] whitening, int d, double[] q) {
    for (int p = 0; p < POINTS; p++) {
      double length = 0;
      for (int i = 0, u = 0; i < d; i++) {
        double y = 0;
        for (int j = 0; j <= i; j++) {
          y = Math.fma(whitening[u++], z[j * POINTS + p], y);
        }
        length = Math.fma(y, y, length);
      }
      q[p] = Math.min(length, FARTHEST);
    }
  }

  @Override
  public void squaredLengthsDiagonal(
      double[] x, double[] mean, double[] whitening, int d, double[] q) {
    for (int p = 0; p < POINTS; p++) {
      double length = 0;
      for (int j = 0; j < d; j++) {
        double y = (x[j * POINTS + p] - mean[j]) * whitening[j];
        length = Math.fma(y, y, length);
      }
      q[p] = Math.min(length, FARTHEST);
    }
  }

  @Override
  public void logDensities(double[] q, double constant, double[] out, int offset) {
    for (int p = 0; p < POINTS; p++) {
      out[offset + p] = Math.fma(q[p], -0.5, constant);
    }
  }

  @Override
  public void normalize(double[] values, int k, double[] logSum, double[] logLargest) {
    for (int p = 0; p < POINTS; p++) {
      double largest = values[p];
      for (int c = 1; c < k; c++) {
        largest = Math.max(largest, values[c * POINTS + p]);
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        double e = Elementary.exp(values[c * POINTS + p] - largest);
        values[c * POINTS + p] = e;
        sum += e;
      }
      double inverse = 1 / sum;
      for (int c = 0; c < k; c++) {
        values[c * POINTS + p] *= inverse;
      }
      double log = Elementary.log(sum);
      logSum[p] = largest + log;
      logLargest[p] = -log;
    }
  }

  @Override
  public void assignHard(double[] values, int k, double[] largest) {
    for (int p = 0; p < POINTS; p++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        if (values[c * POINTS + p] > values[best * POINTS + p]) {
          best = c;
        }
      }
      largest[p] = values[best * POINTS + p];
      for (int c = 0; c < k; c++) {
        values[c * POINTS + p] = c == best ? 1 : 0;
      }
    }
  }

  @Override
  public void weigh(double[] z, double[] r, int offset, int d, double[] w) {
    for (int j = 0; j < d; j++) {
      for (int p = 0; p < POINTS; p++) {
        w[j * POINTS + p] = r[offset + p] * z[j * POINTS + p];
      }
    }
  }

  @Override
  public double sum(double[] values, int offset) {
    double lane0 = 0;
    double lane1 = 0;
    double lane2 = 0;
    double lane3 = 0;
    for (int p = offset; p < offset + POINTS; p += 4) {
      lane0 += values[p];
      lane1 += values[p + 1];
      lane2 += values[p + 2];
      lane3 += values[p + 3];
    }
    return lane0 + lane1 + (lane2 + lane3);
  }

  @Override
  public void addSums(double[] w, int d, double[] into) {
    for (int j = 0; j < d; j++) {
      into[j] += sum(w, j * POINTS);
    }
  }

  @Override
  public void addSquares(double[] w, double[] z, int d, double[] into) {
    for (int j = 0; j < d; j++) {
      into[j] += dot(w, j * POINTS, z, j * POINTS);
    }
  }

  @Override
  public void addProducts(double[] w, double[] z, int d, double[] into) {
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        into[t] += dot(w, i * POINTS, z, j * POINTS);
      }
    }
  }

  private static double dot(double[] a, int i, double[] b, int j) {
    double lane0 = 0;
    double lane1 = 0;
    double lane2 = 0;
    double lane3 = 0;
    for (int p = 0; p < POINTS; p += 4) {
      lane0 = Math.fma(a[i + p], b[j + p], lane0);
      lane1 = Math.fma(a[i + p + 1], b[j + p + 1], lane1);
      lane2 = Math.fma(a[i + p + 2], b[j + p + 2], lane2);
      lane3 = Math.fma(a[i + p + 3], b[j + p + 3], lane3);
    }
    return lane0 + lane1 + (lane2 + lane3);
  }
}
