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
  public void whiten(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double[] panel,
      double[] y) {
    for (int p = 0; p < points; p++) {
      for (int i = 0; i < d; i++) {
        y[i * POINTS + p] = whitened(x, p, mean, whitening, i);
      }
    }
  }

  @Override
  public void logDensities(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] panel,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p++) {
      out[offset + p] = logDensity(squaredLength(x, p, mean, whitening, d), constant);
    }
  }

  @Override
  public void logDensitiesOfRows(
      double[] rows,
      int[] points,
      int from,
      int to,
      double[] mean,
      double[] columns,
      int d,
      double constant,
      double[] scratch,
      double[] out,
      int offset) {
    ScalarRows.logDensities(rows, points, from, to, mean, columns, d, constant, out, offset);
  }

  private static double squaredLength(double[] x, int p, double[] mean, double[] whitening, int d) {
    double length = 0;
    for (int i = 0; i < d; i++) {
      double y = whitened(x, p, mean, whitening, i);
      length = Math.fma(y, y, length);
    }
    return length;
  }

  /** Σ_{j≤i} U_ij (x_jp − μ_j). */
  private static double whitened(double[] x, int p, double[] mean, double[] whitening, int i) {
    double y = 0;
    for (int j = 0, u = PairedRows.index(i, 0); j <= i; j++, u += 2) {
      y = Math.fma(whitening[u], x[j * POINTS + p] - mean[j], y);
    }
    return y;
  }

  static double logDensity(double length, double constant) {
    return Math.fma(length > FARTHEST ? FARTHEST : length, -0.5, constant);
  }

  @Override
  public void logDensitiesDiagonal(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p++) {
      double length = 0;
      for (int j = 0; j < d; j++) {
        double y = (x[j * POINTS + p] - mean[j]) * whitening[j];
        length = Math.fma(y, y, length);
      }
      out[offset + p] = logDensity(length, constant);
    }
  }

  @Override
  public void logDensitiesSpherical(
      double[] x,
      int points,
      double[] mean,
      double precision,
      int d,
      double constant,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p++) {
      double length = 0;
      for (int j = 0; j < d; j++) {
        double z = x[j * POINTS + p] - mean[j];
        length = Math.fma(z, z, length);
      }
      out[offset + p] = logDensity(length * precision, constant);
    }
  }

  @Override
  public void project(
      double[] x, int points, double[] mean, double[] projection, int m, int d, double[] y) {
    for (int p = 0; p < points; p++) {
      for (int i = 0; i < m; i++) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
          sum = Math.fma(projection[i * d + j], x[j * POINTS + p] - mean[j], sum);
        }
        y[i * POINTS + p] = sum;
      }
    }
  }

  @Override
  public void bound(
      double[] y,
      int p,
      double[] outlines,
      double[] constants,
      double[] bounds,
      double[] highest,
      double[] owners) {
    ScalarBounds.bound(y, p, outlines, constants, bounds, highest, owners);
  }

  @Override
  public int selectBounds(double[] bounds, int k, double[] floors, int p, int[] into) {
    return ScalarBounds.selectBounds(bounds, k, floors, p, into);
  }

  @Override
  public int select(double[] values, int offset, int points, double[] floors, int[] into) {
    int count = 0;
    for (int p = 0; p < points; p++) {
      if (values[offset + p] > floors[p]) {
        into[count++] = p;
      }
    }
    return count;
  }

  @Override
  public void normalize(double[] values, int points, int k, double[] logSum, double[] logLargest) {
    for (int p = 0; p < points; p++) {
      double largest = values[p];
      for (int c = 1; c < k; c++) {
        largest = values[c * POINTS + p] > largest ? values[c * POINTS + p] : largest;
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
  public void assignHard(double[] values, int points, int k, double[] largest) {
    for (int p = 0; p < points; p++) {
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
  public void multiply(double[] values, int k, double[] factors) {
    for (int row = 0; row < k * POINTS; row += POINTS) {
      for (int p = 0; p < POINTS; p++) {
        values[row + p] *= factors[p];
      }
    }
  }

  @Override
  public void thicken(
      double[] values,
      int offset,
      int points,
      double degreesOfFreedom,
      int d,
      double constant,
      double[] weights,
      double[] logs) {
    double sum = degreesOfFreedom + d;
    for (int i = offset; i < offset + points; i++) {
      double q = values[i] * -2;
      double t = q * (1 / degreesOfFreedom);
      double weight = sum / (degreesOfFreedom + q);
      double argument = t + 1;
      // What 1 + t is rounded by, over 1 + t.
      double rest = (t - (argument - 1)) * (weight * (degreesOfFreedom / sum));
      double log = Elementary.log(argument) + rest;
      weights[i] = weight;
      logs[i] = log;
      values[i] = Math.fma(log, sum * -0.5, constant);
    }
  }

  @Override
  public double sum(double[] values, int offset) {
    return sum(values, offset, POINTS);
  }

  private static double sum(double[] values, int offset, int points) {
    Lanes lanes = new Lanes();
    for (int p = 0; p < points; p++) {
      lanes.add(p, 1, values[offset + p]);
    }
    return lanes.total();
  }

  @Override
  public void sums(double[] values, int rows, int points, double[] into) {
    for (int k = 0; k < rows; k++) {
      into[k] = sum(values, k * POINTS, points);
    }
  }

  @Override
  public void addSums(
      double[] x, int points, double[] mean, double[] r, int offset, int d, double[] into) {
    for (int j = 0; j < d; j++) {
      Lanes lanes = new Lanes();
      for (int p = 0; p < points; p++) {
        lanes.add(p, r[offset + p], x[j * POINTS + p] - mean[j]);
      }
      into[j] += lanes.total();
    }
  }

  @Override
  public void addSquares(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] sums,
      double[] squares) {
    for (int j = 0; j < d; j++) {
      Lanes sum = new Lanes();
      Lanes square = new Lanes();
      for (int p = 0; p < points; p++) {
        double z = x[j * POINTS + p] - mean[j];
        double w = r[offset + p] * z;
        sum.add(p, 1, w);
        square.add(p, w, z);
      }
      sums[j] += sum.total();
      squares[j] += square.total();
    }
  }

  @Override
  public void addMoments(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] roots,
      double[] v,
      double[] sums,
      double[] products) {
    addSums(x, points, mean, r, offset, d, sums);
    for (int i = 0, t = 0; i < d; i++) {
      for (int p = 0; p < points; p++) {
        v[i * POINTS + p] = (x[i * POINTS + p] - mean[i]) * Math.sqrt(r[offset + p]);
      }
      for (int j = 0; j <= i; j++, t++) {
        Lanes lanes = new Lanes();
        for (int p = 0; p < points; p++) {
          lanes.add(p, v[i * POINTS + p], v[j * POINTS + p]);
        }
        products[t] += lanes.total();
      }
    }
  }

  @Override
  public void addMomentsOfRows(
      double[] rows,
      int points,
      double[] mean,
      double[] r,
      int d,
      double[] v,
      double[] sums,
      double[] products) {
    ScalarRows.addMoments(rows, points, mean, r, d, v, sums, products);
  }
}
