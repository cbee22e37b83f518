package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.ScalarKernels.FARTHEST;
import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static io.mixtura.mixture.kernel.Vectors.MANY_REGISTERS;
import static io.mixtura.mixture.kernel.Vectors.WIDE;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The distances of points from components, on vectors of points. */
final class VectorDensities {
  /** A quarter of a panel, one vector where there are few registers. */
  private static final int QUARTER = 4;

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
      for (int i = 0; i < d; i++) {
        int u = PairedRows.index(i, 0);
        DoubleVector a0 = zero(FOUR);
        DoubleVector a1 = a0;
        DoubleVector a2 = a0;
        DoubleVector a3 = a0;
        for (int j = 0; j <= i; j++) {
          DoubleVector ua = broadcast(FOUR, whitening[u + 2 * j]);
          int z = j * PANEL;
          a0 = ua.fma(fromArray(FOUR, panel, z), a0);
          a1 = ua.fma(fromArray(FOUR, panel, z + QUARTER), a1);
          a2 = ua.fma(fromArray(FOUR, panel, z + 2 * QUARTER), a2);
          a3 = ua.fma(fromArray(FOUR, panel, z + 3 * QUARTER), a3);
        }
        int out = i * POINTS + p;
        a0.intoArray(y, out);
        a1.intoArray(y, out + QUARTER);
        a2.intoArray(y, out + 2 * QUARTER);
        a3.intoArray(y, out + 3 * QUARTER);
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
    if (MANY_REGISTERS && d >= WideDensities.ROWS) {
      WideDensities.squaredLengths(x, points, mean, whitening, d, panel, out, offset);
    } else {
      for (int p = 0; p < points; p += PANEL) {
        centre(x, p, mean, d, panel);
        squaredLengths(panel, whitening, d, out, offset + p);
      }
    }
    toLogDensities(out, offset, points, 1, constant);
  }

  /** The differences to a mean of sixteen points, packed so that they stay in the nearest cache. */
  private static void centre(double[] x, int p, double[] mean, int d, double[] panel) {
    for (int j = 0; j < d; j++) {
      for (int lane = 0; lane < PANEL; lane += WIDTH) {
        fromArray(WIDE, x, j * POINTS + p + lane).sub(mean[j]).intoArray(panel, j * PANEL + lane);
      }
    }
  }

  /** Two rows of U by sixteen points: eight sums stay in registers, of which there are few. */
  private static void squaredLengths(
      double[] z, double[] whitening, int d, double[] out, int offset) {
    DoubleVector q0 = zero(FOUR);
    DoubleVector q1 = q0;
    DoubleVector q2 = q0;
    DoubleVector q3 = q0;
    int paired = d - d % 2;
    for (int i = 0; i < paired; i += 2) {
      int t = PairedRows.start(i);
      DoubleVector z0 = fromArray(FOUR, z, 0);
      DoubleVector z1 = fromArray(FOUR, z, QUARTER);
      DoubleVector z2 = fromArray(FOUR, z, 2 * QUARTER);
      DoubleVector z3 = fromArray(FOUR, z, 3 * QUARTER);
      DoubleVector u = broadcast(FOUR, whitening[t]);
      DoubleVector a0 = u.mul(z0);
      DoubleVector a1 = u.mul(z1);
      DoubleVector a2 = u.mul(z2);
      DoubleVector a3 = u.mul(z3);
      u = broadcast(FOUR, whitening[t + 1]);
      DoubleVector b0 = u.mul(z0);
      DoubleVector b1 = u.mul(z1);
      DoubleVector b2 = u.mul(z2);
      DoubleVector b3 = u.mul(z3);
      // Two columns at a time: the bookkeeping of a loop takes as long as the products of one.
      for (int j = 1; j < i; j += 2) {
        int row = j * PANEL;
        int column = t + 2 * j;
        z0 = fromArray(FOUR, z, row);
        z1 = fromArray(FOUR, z, row + QUARTER);
        z2 = fromArray(FOUR, z, row + 2 * QUARTER);
        z3 = fromArray(FOUR, z, row + 3 * QUARTER);
        u = broadcast(FOUR, whitening[column]);
        a0 = u.fma(z0, a0);
        a1 = u.fma(z1, a1);
        a2 = u.fma(z2, a2);
        a3 = u.fma(z3, a3);
        u = broadcast(FOUR, whitening[column + 1]);
        b0 = u.fma(z0, b0);
        b1 = u.fma(z1, b1);
        b2 = u.fma(z2, b2);
        b3 = u.fma(z3, b3);
        z0 = fromArray(FOUR, z, row + PANEL);
        z1 = fromArray(FOUR, z, row + PANEL + QUARTER);
        z2 = fromArray(FOUR, z, row + PANEL + 2 * QUARTER);
        z3 = fromArray(FOUR, z, row + PANEL + 3 * QUARTER);
        u = broadcast(FOUR, whitening[column + 2]);
        a0 = u.fma(z0, a0);
        a1 = u.fma(z1, a1);
        a2 = u.fma(z2, a2);
        a3 = u.fma(z3, a3);
        u = broadcast(FOUR, whitening[column + 3]);
        b0 = u.fma(z0, b0);
        b1 = u.fma(z1, b1);
        b2 = u.fma(z2, b2);
        b3 = u.fma(z3, b3);
      }
      // The second row is longer by one.
      u = broadcast(FOUR, whitening[t + 2 * i + 3]);
      int last = (i + 1) * PANEL;
      b0 = u.fma(fromArray(FOUR, z, last), b0);
      b1 = u.fma(fromArray(FOUR, z, last + QUARTER), b1);
      b2 = u.fma(fromArray(FOUR, z, last + 2 * QUARTER), b2);
      b3 = u.fma(fromArray(FOUR, z, last + 3 * QUARTER), b3);
      q0 = b0.fma(b0, a0.fma(a0, q0));
      q1 = b1.fma(b1, a1.fma(a1, q1));
      q2 = b2.fma(b2, a2.fma(a2, q2));
      q3 = b3.fma(b3, a3.fma(a3, q3));
    }
    if (paired < d) {
      int t = PairedRows.start(paired);
      DoubleVector a0 = zero(FOUR);
      DoubleVector a1 = a0;
      DoubleVector a2 = a0;
      DoubleVector a3 = a0;
      for (int j = 0; j < d; j++) {
        DoubleVector u = broadcast(FOUR, whitening[t + 2 * j]);
        a0 = u.fma(fromArray(FOUR, z, j * PANEL), a0);
        a1 = u.fma(fromArray(FOUR, z, j * PANEL + QUARTER), a1);
        a2 = u.fma(fromArray(FOUR, z, j * PANEL + 2 * QUARTER), a2);
        a3 = u.fma(fromArray(FOUR, z, j * PANEL + 3 * QUARTER), a3);
      }
      q0 = a0.fma(a0, q0);
      q1 = a1.fma(a1, q1);
      q2 = a2.fma(a2, q2);
      q3 = a3.fma(a3, q3);
    }
    q0.intoArray(out, offset);
    q1.intoArray(out, offset + QUARTER);
    q2.intoArray(out, offset + 2 * QUARTER);
    q3.intoArray(out, offset + 3 * QUARTER);
  }

  /** In a loop of its own: the loops before hold as much as the compiler will inline into one. */
  private static void toLogDensities(
      double[] lengths, int offset, int points, double scale, double constant) {
    for (int p = offset; p < offset + points; p += WIDTH) {
      DoubleVector length = fromArray(WIDE, lengths, p).mul(scale);
      // What min does besides, with zeros and NaN, takes longer than all the rest.
      length
          .blend(FARTHEST, length.compare(VectorOperators.GT, FARTHEST))
          .fma(broadcast(WIDE, -0.5), broadcast(WIDE, constant))
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
      DoubleVector q0 = zero(FOUR);
      DoubleVector q1 = q0;
      DoubleVector q2 = q0;
      DoubleVector q3 = q0;
      for (int j = 0; j < d; j++) {
        DoubleVector m = broadcast(FOUR, mean[j]);
        DoubleVector u = broadcast(FOUR, whitening[j]);
        int row = j * POINTS + p;
        DoubleVector y0 = fromArray(FOUR, x, row).sub(m).mul(u);
        DoubleVector y1 = fromArray(FOUR, x, row + QUARTER).sub(m).mul(u);
        DoubleVector y2 = fromArray(FOUR, x, row + 2 * QUARTER).sub(m).mul(u);
        DoubleVector y3 = fromArray(FOUR, x, row + 3 * QUARTER).sub(m).mul(u);
        q0 = y0.fma(y0, q0);
        q1 = y1.fma(y1, q1);
        q2 = y2.fma(y2, q2);
        q3 = y3.fma(y3, q3);
      }
      int at = offset + p;
      q0.intoArray(out, at);
      q1.intoArray(out, at + QUARTER);
      q2.intoArray(out, at + 2 * QUARTER);
      q3.intoArray(out, at + 3 * QUARTER);
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
      DoubleVector q0 = zero(FOUR);
      DoubleVector q1 = q0;
      DoubleVector q2 = q0;
      DoubleVector q3 = q0;
      for (int j = 0; j < d; j++) {
        DoubleVector m = broadcast(FOUR, mean[j]);
        int row = j * POINTS + p;
        DoubleVector z0 = fromArray(FOUR, x, row).sub(m);
        DoubleVector z1 = fromArray(FOUR, x, row + QUARTER).sub(m);
        DoubleVector z2 = fromArray(FOUR, x, row + 2 * QUARTER).sub(m);
        DoubleVector z3 = fromArray(FOUR, x, row + 3 * QUARTER).sub(m);
        q0 = z0.fma(z0, q0);
        q1 = z1.fma(z1, q1);
        q2 = z2.fma(z2, q2);
        q3 = z3.fma(z3, q3);
      }
      int at = offset + p;
      q0.intoArray(out, at);
      q1.intoArray(out, at + QUARTER);
      q2.intoArray(out, at + 2 * QUARTER);
      q3.intoArray(out, at + 3 * QUARTER);
    }
    toLogDensities(out, offset, points, precision, constant);
  }

  static void project(
      double[] x, int points, double[] mean, double[] projection, int m, int d, double[] y) {
    for (int p = 0; p < points; p += PANEL) {
      for (int i = 0; i < m; i++) {
        DoubleVector a0 = zero(FOUR);
        DoubleVector a1 = a0;
        DoubleVector a2 = a0;
        DoubleVector a3 = a0;
        for (int j = 0; j < d; j++) {
          DoubleVector u = broadcast(FOUR, projection[i * d + j]);
          DoubleVector mu = broadcast(FOUR, mean[j]);
          int from = j * POINTS + p;
          a0 = u.fma(fromArray(FOUR, x, from).sub(mu), a0);
          a1 = u.fma(fromArray(FOUR, x, from + QUARTER).sub(mu), a1);
          a2 = u.fma(fromArray(FOUR, x, from + 2 * QUARTER).sub(mu), a2);
          a3 = u.fma(fromArray(FOUR, x, from + 3 * QUARTER).sub(mu), a3);
        }
        int to = i * POINTS + p;
        a0.intoArray(y, to);
        a1.intoArray(y, to + QUARTER);
        a2.intoArray(y, to + 2 * QUARTER);
        a3.intoArray(y, to + 3 * QUARTER);
      }
    }
  }
}
