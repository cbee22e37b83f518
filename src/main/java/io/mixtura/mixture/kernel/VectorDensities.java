package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.LANES;
import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.ScalarKernels.FARTHEST;
import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static io.mixtura.mixture.kernel.Vectors.MANY_REGISTERS;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The distances of points from components, on vectors of four points. */
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
          a1 = ua.fma(fromArray(FOUR, panel, z + LANES), a1);
          a2 = ua.fma(fromArray(FOUR, panel, z + 2 * LANES), a2);
          a3 = ua.fma(fromArray(FOUR, panel, z + 3 * LANES), a3);
        }
        int out = i * POINTS + p;
        a0.intoArray(y, out);
        a1.intoArray(y, out + LANES);
        a2.intoArray(y, out + 2 * LANES);
        a3.intoArray(y, out + 3 * LANES);
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
      DoubleVector m = broadcast(FOUR, mean[j]);
      int from = j * POINTS + p;
      int to = j * PANEL;
      fromArray(FOUR, x, from).sub(m).intoArray(panel, to);
      fromArray(FOUR, x, from + LANES).sub(m).intoArray(panel, to + LANES);
      fromArray(FOUR, x, from + 2 * LANES).sub(m).intoArray(panel, to + 2 * LANES);
      fromArray(FOUR, x, from + 3 * LANES).sub(m).intoArray(panel, to + 3 * LANES);
    }
  }

  private static void squaredLengths(
      double[] z, double[] whitening, int d, double[] out, int offset) {
    if (MANY_REGISTERS && d % 4 == 0) {
      byFourRows(z, whitening, d, out, offset);
    } else {
      byTwoRows(z, whitening, d, out, offset);
    }
  }

  /**
   * Four rows of U by sixteen points, for d a multiple of four: sixteen sums stay in registers, and
   * twice as much is done for each load. Rows are added in the order of {@link #byTwoRows}.
   */
  private static void byFourRows(double[] z, double[] whitening, int d, double[] out, int offset) {
    DoubleVector q0 = zero(FOUR);
    DoubleVector q1 = q0;
    DoubleVector q2 = q0;
    DoubleVector q3 = q0;
    for (int i = 0; i < d; i += 4) {
      int t = PairedRows.start(i);
      int s = PairedRows.start(i + 2);
      DoubleVector a0 = zero(FOUR);
      DoubleVector a1 = zero(FOUR);
      DoubleVector a2 = zero(FOUR);
      DoubleVector a3 = zero(FOUR);
      DoubleVector b0 = zero(FOUR);
      DoubleVector b1 = zero(FOUR);
      DoubleVector b2 = zero(FOUR);
      DoubleVector b3 = zero(FOUR);
      DoubleVector c0 = zero(FOUR);
      DoubleVector c1 = zero(FOUR);
      DoubleVector c2 = zero(FOUR);
      DoubleVector c3 = zero(FOUR);
      DoubleVector e0 = zero(FOUR);
      DoubleVector e1 = zero(FOUR);
      DoubleVector e2 = zero(FOUR);
      DoubleVector e3 = zero(FOUR);
      DoubleVector z0;
      DoubleVector z1;
      DoubleVector z2;
      DoubleVector z3;
      DoubleVector u;
      for (int j = 0; j < i; j++) {
        int row = j * PANEL;
        int column = 2 * j;
        z0 = fromArray(FOUR, z, row);
        z1 = fromArray(FOUR, z, row + LANES);
        z2 = fromArray(FOUR, z, row + 2 * LANES);
        z3 = fromArray(FOUR, z, row + 3 * LANES);
        u = broadcast(FOUR, whitening[t + column]);
        a0 = u.fma(z0, a0);
        a1 = u.fma(z1, a1);
        a2 = u.fma(z2, a2);
        a3 = u.fma(z3, a3);
        u = broadcast(FOUR, whitening[t + column + 1]);
        b0 = u.fma(z0, b0);
        b1 = u.fma(z1, b1);
        b2 = u.fma(z2, b2);
        b3 = u.fma(z3, b3);
        u = broadcast(FOUR, whitening[s + column]);
        c0 = u.fma(z0, c0);
        c1 = u.fma(z1, c1);
        c2 = u.fma(z2, c2);
        c3 = u.fma(z3, c3);
        u = broadcast(FOUR, whitening[s + column + 1]);
        e0 = u.fma(z0, e0);
        e1 = u.fma(z1, e1);
        e2 = u.fma(z2, e2);
        e3 = u.fma(z3, e3);
      }
      // Each row is longer by one than that before.
      int row = i * PANEL;
      int column = 2 * i;
      z0 = fromArray(FOUR, z, row);
      z1 = fromArray(FOUR, z, row + LANES);
      z2 = fromArray(FOUR, z, row + 2 * LANES);
      z3 = fromArray(FOUR, z, row + 3 * LANES);
      u = broadcast(FOUR, whitening[t + column]);
      a0 = u.fma(z0, a0);
      a1 = u.fma(z1, a1);
      a2 = u.fma(z2, a2);
      a3 = u.fma(z3, a3);
      u = broadcast(FOUR, whitening[t + column + 1]);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      b2 = u.fma(z2, b2);
      b3 = u.fma(z3, b3);
      u = broadcast(FOUR, whitening[s + column]);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      c2 = u.fma(z2, c2);
      c3 = u.fma(z3, c3);
      u = broadcast(FOUR, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      e2 = u.fma(z2, e2);
      e3 = u.fma(z3, e3);
      row += PANEL;
      column += 2;
      z0 = fromArray(FOUR, z, row);
      z1 = fromArray(FOUR, z, row + LANES);
      z2 = fromArray(FOUR, z, row + 2 * LANES);
      z3 = fromArray(FOUR, z, row + 3 * LANES);
      u = broadcast(FOUR, whitening[t + column + 1]);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      b2 = u.fma(z2, b2);
      b3 = u.fma(z3, b3);
      u = broadcast(FOUR, whitening[s + column]);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      c2 = u.fma(z2, c2);
      c3 = u.fma(z3, c3);
      u = broadcast(FOUR, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      e2 = u.fma(z2, e2);
      e3 = u.fma(z3, e3);
      row += PANEL;
      column += 2;
      z0 = fromArray(FOUR, z, row);
      z1 = fromArray(FOUR, z, row + LANES);
      z2 = fromArray(FOUR, z, row + 2 * LANES);
      z3 = fromArray(FOUR, z, row + 3 * LANES);
      u = broadcast(FOUR, whitening[s + column]);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      c2 = u.fma(z2, c2);
      c3 = u.fma(z3, c3);
      u = broadcast(FOUR, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      e2 = u.fma(z2, e2);
      e3 = u.fma(z3, e3);
      row += PANEL;
      column += 2;
      z0 = fromArray(FOUR, z, row);
      z1 = fromArray(FOUR, z, row + LANES);
      z2 = fromArray(FOUR, z, row + 2 * LANES);
      z3 = fromArray(FOUR, z, row + 3 * LANES);
      u = broadcast(FOUR, whitening[s + column + 1]);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
      e2 = u.fma(z2, e2);
      e3 = u.fma(z3, e3);
      q0 = e0.fma(e0, c0.fma(c0, b0.fma(b0, a0.fma(a0, q0))));
      q1 = e1.fma(e1, c1.fma(c1, b1.fma(b1, a1.fma(a1, q1))));
      q2 = e2.fma(e2, c2.fma(c2, b2.fma(b2, a2.fma(a2, q2))));
      q3 = e3.fma(e3, c3.fma(c3, b3.fma(b3, a3.fma(a3, q3))));
    }
    q0.intoArray(out, offset);
    q1.intoArray(out, offset + LANES);
    q2.intoArray(out, offset + 2 * LANES);
    q3.intoArray(out, offset + 3 * LANES);
  }

  /** Two rows of U by sixteen points: eight sums stay in registers, also where there are few. */
  private static void byTwoRows(double[] z, double[] whitening, int d, double[] out, int offset) {
    DoubleVector q0 = zero(FOUR);
    DoubleVector q1 = q0;
    DoubleVector q2 = q0;
    DoubleVector q3 = q0;
    int paired = d - d % 2;
    for (int i = 0; i < paired; i += 2) {
      int t = PairedRows.start(i);
      DoubleVector z0 = fromArray(FOUR, z, 0);
      DoubleVector z1 = fromArray(FOUR, z, LANES);
      DoubleVector z2 = fromArray(FOUR, z, 2 * LANES);
      DoubleVector z3 = fromArray(FOUR, z, 3 * LANES);
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
        z1 = fromArray(FOUR, z, row + LANES);
        z2 = fromArray(FOUR, z, row + 2 * LANES);
        z3 = fromArray(FOUR, z, row + 3 * LANES);
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
        z1 = fromArray(FOUR, z, row + PANEL + LANES);
        z2 = fromArray(FOUR, z, row + PANEL + 2 * LANES);
        z3 = fromArray(FOUR, z, row + PANEL + 3 * LANES);
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
      b1 = u.fma(fromArray(FOUR, z, last + LANES), b1);
      b2 = u.fma(fromArray(FOUR, z, last + 2 * LANES), b2);
      b3 = u.fma(fromArray(FOUR, z, last + 3 * LANES), b3);
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
        a1 = u.fma(fromArray(FOUR, z, j * PANEL + LANES), a1);
        a2 = u.fma(fromArray(FOUR, z, j * PANEL + 2 * LANES), a2);
        a3 = u.fma(fromArray(FOUR, z, j * PANEL + 3 * LANES), a3);
      }
      q0 = a0.fma(a0, q0);
      q1 = a1.fma(a1, q1);
      q2 = a2.fma(a2, q2);
      q3 = a3.fma(a3, q3);
    }
    q0.intoArray(out, offset);
    q1.intoArray(out, offset + LANES);
    q2.intoArray(out, offset + 2 * LANES);
    q3.intoArray(out, offset + 3 * LANES);
  }

  /** In a loop of its own: the loops before hold as much as the compiler will inline into one. */
  private static void toLogDensities(
      double[] lengths, int offset, int points, double scale, double constant) {
    for (int p = offset; p < offset + points; p += LANES) {
      DoubleVector length = fromArray(FOUR, lengths, p).mul(scale);
      // What min does besides, with zeros and NaN, takes longer than all the rest.
      length
          .blend(FARTHEST, length.compare(VectorOperators.GT, FARTHEST))
          .fma(broadcast(FOUR, -0.5), broadcast(FOUR, constant))
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
        int from = j * POINTS + p;
        DoubleVector y0 = fromArray(FOUR, x, from).sub(m).mul(u);
        DoubleVector y1 = fromArray(FOUR, x, from + LANES).sub(m).mul(u);
        DoubleVector y2 = fromArray(FOUR, x, from + 2 * LANES).sub(m).mul(u);
        DoubleVector y3 = fromArray(FOUR, x, from + 3 * LANES).sub(m).mul(u);
        q0 = y0.fma(y0, q0);
        q1 = y1.fma(y1, q1);
        q2 = y2.fma(y2, q2);
        q3 = y3.fma(y3, q3);
      }
      int to = offset + p;
      q0.intoArray(out, to);
      q1.intoArray(out, to + LANES);
      q2.intoArray(out, to + 2 * LANES);
      q3.intoArray(out, to + 3 * LANES);
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
        int from = j * POINTS + p;
        DoubleVector z0 = fromArray(FOUR, x, from).sub(m);
        DoubleVector z1 = fromArray(FOUR, x, from + LANES).sub(m);
        DoubleVector z2 = fromArray(FOUR, x, from + 2 * LANES).sub(m);
        DoubleVector z3 = fromArray(FOUR, x, from + 3 * LANES).sub(m);
        q0 = z0.fma(z0, q0);
        q1 = z1.fma(z1, q1);
        q2 = z2.fma(z2, q2);
        q3 = z3.fma(z3, q3);
      }
      int to = offset + p;
      q0.intoArray(out, to);
      q1.intoArray(out, to + LANES);
      q2.intoArray(out, to + 2 * LANES);
      q3.intoArray(out, to + 3 * LANES);
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
          a1 = u.fma(fromArray(FOUR, x, from + LANES).sub(mu), a1);
          a2 = u.fma(fromArray(FOUR, x, from + 2 * LANES).sub(mu), a2);
          a3 = u.fma(fromArray(FOUR, x, from + 3 * LANES).sub(mu), a3);
        }
        int to = i * POINTS + p;
        a0.intoArray(y, to);
        a1.intoArray(y, to + LANES);
        a2.intoArray(y, to + 2 * LANES);
        a3.intoArray(y, to + 3 * LANES);
      }
    }
  }
}
