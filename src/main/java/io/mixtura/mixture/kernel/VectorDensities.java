package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.ScalarKernels.FARTHEST;
import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static io.mixtura.mixture.kernel.Vectors.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** How far points are from components, on vectors of four points. */
final class VectorDensities {
  private VectorDensities() {}

  static void whiten(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double[] panel,
      double[] y) {
    for (int p = 0; p < points; p += PANEL) {
      centre(x, p, mean, d, panel);
      for (int i = 0, u = 0; i < d; u += ++i) {
        DoubleVector a0 = DoubleVector.zero(FOUR);
        DoubleVector a1 = a0;
        DoubleVector a2 = a0;
        DoubleVector a3 = a0;
        for (int j = 0; j <= i; j++) {
          DoubleVector ua = DoubleVector.broadcast(FOUR, whitening[u + j]);
          int z = j * PANEL;
          a0 = ua.fma(load(panel, z), a0);
          a1 = ua.fma(load(panel, z + WIDTH), a1);
          a2 = ua.fma(load(panel, z + 2 * WIDTH), a2);
          a3 = ua.fma(load(panel, z + 3 * WIDTH), a3);
        }
        int out = i * POINTS + p;
        a0.intoArray(y, out);
        a1.intoArray(y, out + WIDTH);
        a2.intoArray(y, out + 2 * WIDTH);
        a3.intoArray(y, out + 3 * WIDTH);
      }
    }
  }

  static void logDensities(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] panel,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p += PANEL) {
      centre(x, p, mean, d, panel);
      squaredLengths(panel, whitening, d, out, offset + p);
    }
    toLogDensities(out, offset, points, 1, constant);
  }

  /** The differences to a mean of sixteen points, packed so that they stay in the nearest cache. */
  private static void centre(double[] x, int p, double[] mean, int d, double[] panel) {
    for (int j = 0; j < d; j++) {
      DoubleVector m = DoubleVector.broadcast(FOUR, mean[j]);
      int from = j * POINTS + p;
      int to = j * PANEL;
      load(x, from).sub(m).intoArray(panel, to);
      load(x, from + WIDTH).sub(m).intoArray(panel, to + WIDTH);
      load(x, from + 2 * WIDTH).sub(m).intoArray(panel, to + 2 * WIDTH);
      load(x, from + 3 * WIDTH).sub(m).intoArray(panel, to + 3 * WIDTH);
    }
  }

  /** Two rows of U by sixteen points: eight sums stay in registers, also where there are few. */
  private static void squaredLengths(
      double[] z, double[] whitening, int d, double[] out, int offset) {
    DoubleVector q0 = DoubleVector.zero(FOUR);
    DoubleVector q1 = q0;
    DoubleVector q2 = q0;
    DoubleVector q3 = q0;
    int paired = d - d % 2;
    for (int i = 0; i < paired; i += 2) {
      int ua = i * (i + 1) / 2;
      int ub = ua + i + 1;
      DoubleVector a0 = DoubleVector.zero(FOUR);
      DoubleVector a1 = a0;
      DoubleVector a2 = a0;
      DoubleVector a3 = a0;
      DoubleVector b0 = a0;
      DoubleVector b1 = a0;
      DoubleVector b2 = a0;
      DoubleVector b3 = a0;
      for (int j = 0; j <= i; j++) {
        DoubleVector z0 = load(z, j * PANEL);
        DoubleVector z1 = load(z, j * PANEL + WIDTH);
        DoubleVector z2 = load(z, j * PANEL + 2 * WIDTH);
        DoubleVector z3 = load(z, j * PANEL + 3 * WIDTH);
        DoubleVector u = DoubleVector.broadcast(FOUR, whitening[ua + j]);
        a0 = u.fma(z0, a0);
        a1 = u.fma(z1, a1);
        a2 = u.fma(z2, a2);
        a3 = u.fma(z3, a3);
        u = DoubleVector.broadcast(FOUR, whitening[ub + j]);
        b0 = u.fma(z0, b0);
        b1 = u.fma(z1, b1);
        b2 = u.fma(z2, b2);
        b3 = u.fma(z3, b3);
      }
      // The second row is longer by one.
      DoubleVector u = DoubleVector.broadcast(FOUR, whitening[ub + i + 1]);
      int last = (i + 1) * PANEL;
      b0 = u.fma(load(z, last), b0);
      b1 = u.fma(load(z, last + WIDTH), b1);
      b2 = u.fma(load(z, last + 2 * WIDTH), b2);
      b3 = u.fma(load(z, last + 3 * WIDTH), b3);
      q0 = b0.fma(b0, a0.fma(a0, q0));
      q1 = b1.fma(b1, a1.fma(a1, q1));
      q2 = b2.fma(b2, a2.fma(a2, q2));
      q3 = b3.fma(b3, a3.fma(a3, q3));
    }
    if (paired < d) {
      int ua = paired * (paired + 1) / 2;
      DoubleVector a0 = DoubleVector.zero(FOUR);
      DoubleVector a1 = a0;
      DoubleVector a2 = a0;
      DoubleVector a3 = a0;
      for (int j = 0; j < d; j++) {
        DoubleVector u = DoubleVector.broadcast(FOUR, whitening[ua + j]);
        a0 = u.fma(load(z, j * PANEL), a0);
        a1 = u.fma(load(z, j * PANEL + WIDTH), a1);
        a2 = u.fma(load(z, j * PANEL + 2 * WIDTH), a2);
        a3 = u.fma(load(z, j * PANEL + 3 * WIDTH), a3);
      }
      q0 = a0.fma(a0, q0);
      q1 = a1.fma(a1, q1);
      q2 = a2.fma(a2, q2);
      q3 = a3.fma(a3, q3);
    }
    q0.intoArray(out, offset);
    q1.intoArray(out, offset + WIDTH);
    q2.intoArray(out, offset + 2 * WIDTH);
    q3.intoArray(out, offset + 3 * WIDTH);
  }

  /** In a loop of its own: the loops before hold as much as the compiler will inline into one. */
  private static void toLogDensities(
      double[] lengths, int offset, int points, double scale, double constant) {
    for (int p = offset; p < offset + points; p += WIDTH) {
      DoubleVector length = load(lengths, p).mul(scale);
      // What min does besides, with zeros and NaN, takes longer than all the rest.
      length
          .blend(FARTHEST, length.compare(VectorOperators.GT, FARTHEST))
          .fma(DoubleVector.broadcast(FOUR, -0.5), DoubleVector.broadcast(FOUR, constant))
          .intoArray(lengths, p);
    }
  }

  static void logDensitiesDiagonal(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p += PANEL) {
      DoubleVector q0 = DoubleVector.zero(FOUR);
      DoubleVector q1 = q0;
      DoubleVector q2 = q0;
      DoubleVector q3 = q0;
      for (int j = 0; j < d; j++) {
        DoubleVector m = DoubleVector.broadcast(FOUR, mean[j]);
        DoubleVector u = DoubleVector.broadcast(FOUR, whitening[j]);
        int from = j * POINTS + p;
        DoubleVector y0 = load(x, from).sub(m).mul(u);
        DoubleVector y1 = load(x, from + WIDTH).sub(m).mul(u);
        DoubleVector y2 = load(x, from + 2 * WIDTH).sub(m).mul(u);
        DoubleVector y3 = load(x, from + 3 * WIDTH).sub(m).mul(u);
        q0 = y0.fma(y0, q0);
        q1 = y1.fma(y1, q1);
        q2 = y2.fma(y2, q2);
        q3 = y3.fma(y3, q3);
      }
      int to = offset + p;
      q0.intoArray(out, to);
      q1.intoArray(out, to + WIDTH);
      q2.intoArray(out, to + 2 * WIDTH);
      q3.intoArray(out, to + 3 * WIDTH);
    }
    toLogDensities(out, offset, points, 1, constant);
  }

  static void logDensitiesSpherical(
      double[] x,
      int points,
      double[] mean,
      double precision,
      int d,
      double constant,
      double[] out,
      int offset) {
    for (int p = 0; p < points; p += PANEL) {
      DoubleVector q0 = DoubleVector.zero(FOUR);
      DoubleVector q1 = q0;
      DoubleVector q2 = q0;
      DoubleVector q3 = q0;
      for (int j = 0; j < d; j++) {
        DoubleVector m = DoubleVector.broadcast(FOUR, mean[j]);
        int from = j * POINTS + p;
        DoubleVector z0 = load(x, from).sub(m);
        DoubleVector z1 = load(x, from + WIDTH).sub(m);
        DoubleVector z2 = load(x, from + 2 * WIDTH).sub(m);
        DoubleVector z3 = load(x, from + 3 * WIDTH).sub(m);
        q0 = z0.fma(z0, q0);
        q1 = z1.fma(z1, q1);
        q2 = z2.fma(z2, q2);
        q3 = z3.fma(z3, q3);
      }
      int to = offset + p;
      q0.intoArray(out, to);
      q1.intoArray(out, to + WIDTH);
      q2.intoArray(out, to + 2 * WIDTH);
      q3.intoArray(out, to + 3 * WIDTH);
    }
    toLogDensities(out, offset, points, precision, constant);
  }

  static void project(
      double[] x, int points, double[] mean, double[] projection, int m, int d, double[] y) {
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < points; p += PANEL) {
        DoubleVector a0 = DoubleVector.zero(FOUR);
        DoubleVector a1 = a0;
        DoubleVector a2 = a0;
        DoubleVector a3 = a0;
        for (int j = 0; j < d; j++) {
          DoubleVector u = DoubleVector.broadcast(FOUR, projection[i * d + j]);
          DoubleVector mu = DoubleVector.broadcast(FOUR, mean[j]);
          int from = j * POINTS + p;
          a0 = u.fma(load(x, from).sub(mu), a0);
          a1 = u.fma(load(x, from + WIDTH).sub(mu), a1);
          a2 = u.fma(load(x, from + 2 * WIDTH).sub(mu), a2);
          a3 = u.fma(load(x, from + 3 * WIDTH).sub(mu), a3);
        }
        int to = i * POINTS + p;
        a0.intoArray(y, to);
        a1.intoArray(y, to + WIDTH);
        a2.intoArray(y, to + 2 * WIDTH);
        a3.intoArray(y, to + 3 * WIDTH);
      }
    }
  }
}
