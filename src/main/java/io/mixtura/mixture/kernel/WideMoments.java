package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.LANES;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.Vectors.WIDE;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;

/** Products of points' coordinates, where 32 registers hold all lanes of a sum each. */
final class WideMoments {
  private WideMoments() {}

  /** Adds all that four rows from i on have to do with themselves and with the rows before. */
  static void addBlocks(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int i,
      double[] roots,
      double[] v,
      double[] lanes,
      double[] sums,
      double[] products) {
    weigh(x, points, mean, r, offset, i, roots, v, lanes);
    VectorMoments.addTotals(lanes, 0, 4, sums, i);
    for (int m = 0; m < 4; m++) {
      int first = 4 + VectorMoments.row(m);
      VectorMoments.addTotals(lanes, first, m + 1, products, VectorMoments.row(i + m) + i);
    }
    for (int j = 0; j < i; j += 4) {
      addSquareBlock(v, points, i, j, lanes, products);
    }
  }

  /** Weighs four rows and multiplies them by themselves while they are in registers. */
  private static void weigh(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int i,
      double[] roots,
      double[] v,
      double[] lanes) {
    DoubleVector sum0 = zero(WIDE);
    DoubleVector sum1 = zero(WIDE);
    DoubleVector sum2 = zero(WIDE);
    DoubleVector sum3 = zero(WIDE);
    DoubleVector a0 = zero(WIDE);
    DoubleVector b0 = zero(WIDE);
    DoubleVector b1 = zero(WIDE);
    DoubleVector c0 = zero(WIDE);
    DoubleVector c1 = zero(WIDE);
    DoubleVector c2 = zero(WIDE);
    DoubleVector e0 = zero(WIDE);
    DoubleVector e1 = zero(WIDE);
    DoubleVector e2 = zero(WIDE);
    DoubleVector e3 = zero(WIDE);
    int rowA = i * POINTS;
    int rowB = rowA + POINTS;
    int rowC = rowB + POINTS;
    int rowE = rowC + POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector weight = fromArray(WIDE, r, offset + p);
      DoubleVector root = fromArray(WIDE, roots, p);
      DoubleVector z0 = fromArray(WIDE, x, rowA + p).sub(mean[i]);
      sum0 = weight.fma(z0, sum0);
      z0 = z0.mul(root);
      z0.intoArray(v, rowA + p);
      DoubleVector z1 = fromArray(WIDE, x, rowB + p).sub(mean[i + 1]);
      sum1 = weight.fma(z1, sum1);
      z1 = z1.mul(root);
      z1.intoArray(v, rowB + p);
      DoubleVector z2 = fromArray(WIDE, x, rowC + p).sub(mean[i + 2]);
      sum2 = weight.fma(z2, sum2);
      z2 = z2.mul(root);
      z2.intoArray(v, rowC + p);
      DoubleVector z3 = fromArray(WIDE, x, rowE + p).sub(mean[i + 3]);
      sum3 = weight.fma(z3, sum3);
      z3 = z3.mul(root);
      z3.intoArray(v, rowE + p);
      a0 = z0.fma(z0, a0);
      b0 = z1.fma(z0, b0);
      b1 = z1.fma(z1, b1);
      c0 = z2.fma(z0, c0);
      c1 = z2.fma(z1, c1);
      c2 = z2.fma(z2, c2);
      e0 = z3.fma(z0, e0);
      e1 = z3.fma(z1, e1);
      e2 = z3.fma(z2, e2);
      e3 = z3.fma(z3, e3);
    }
    sum0.intoArray(lanes, 0);
    sum1.intoArray(lanes, LANES);
    sum2.intoArray(lanes, 2 * LANES);
    sum3.intoArray(lanes, 3 * LANES);
    a0.intoArray(lanes, 4 * LANES);
    b0.intoArray(lanes, 5 * LANES);
    b1.intoArray(lanes, 6 * LANES);
    c0.intoArray(lanes, 7 * LANES);
    c1.intoArray(lanes, 8 * LANES);
    c2.intoArray(lanes, 9 * LANES);
    e0.intoArray(lanes, 10 * LANES);
    e1.intoArray(lanes, 11 * LANES);
    e2.intoArray(lanes, 12 * LANES);
    e3.intoArray(lanes, 13 * LANES);
  }

  /** Four rows by four: sixteen sums. */
  private static void addSquareBlock(
      double[] v, int points, int i, int j, double[] lanes, double[] into) {
    DoubleVector a0 = zero(WIDE);
    DoubleVector a1 = zero(WIDE);
    DoubleVector a2 = zero(WIDE);
    DoubleVector a3 = zero(WIDE);
    DoubleVector b0 = zero(WIDE);
    DoubleVector b1 = zero(WIDE);
    DoubleVector b2 = zero(WIDE);
    DoubleVector b3 = zero(WIDE);
    DoubleVector c0 = zero(WIDE);
    DoubleVector c1 = zero(WIDE);
    DoubleVector c2 = zero(WIDE);
    DoubleVector c3 = zero(WIDE);
    DoubleVector e0 = zero(WIDE);
    DoubleVector e1 = zero(WIDE);
    DoubleVector e2 = zero(WIDE);
    DoubleVector e3 = zero(WIDE);
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector z0 = fromArray(WIDE, v, vj + p);
      DoubleVector z1 = fromArray(WIDE, v, vj + POINTS + p);
      DoubleVector z2 = fromArray(WIDE, v, vj + 2 * POINTS + p);
      DoubleVector z3 = fromArray(WIDE, v, vj + 3 * POINTS + p);
      DoubleVector w = fromArray(WIDE, v, vi + p);
      a0 = w.fma(z0, a0);
      a1 = w.fma(z1, a1);
      a2 = w.fma(z2, a2);
      a3 = w.fma(z3, a3);
      w = fromArray(WIDE, v, vi + POINTS + p);
      b0 = w.fma(z0, b0);
      b1 = w.fma(z1, b1);
      b2 = w.fma(z2, b2);
      b3 = w.fma(z3, b3);
      w = fromArray(WIDE, v, vi + 2 * POINTS + p);
      c0 = w.fma(z0, c0);
      c1 = w.fma(z1, c1);
      c2 = w.fma(z2, c2);
      c3 = w.fma(z3, c3);
      w = fromArray(WIDE, v, vi + 3 * POINTS + p);
      e0 = w.fma(z0, e0);
      e1 = w.fma(z1, e1);
      e2 = w.fma(z2, e2);
      e3 = w.fma(z3, e3);
    }
    a0.intoArray(lanes, 0);
    a1.intoArray(lanes, LANES);
    a2.intoArray(lanes, 2 * LANES);
    a3.intoArray(lanes, 3 * LANES);
    b0.intoArray(lanes, 4 * LANES);
    b1.intoArray(lanes, 5 * LANES);
    b2.intoArray(lanes, 6 * LANES);
    b3.intoArray(lanes, 7 * LANES);
    c0.intoArray(lanes, 8 * LANES);
    c1.intoArray(lanes, 9 * LANES);
    c2.intoArray(lanes, 10 * LANES);
    c3.intoArray(lanes, 11 * LANES);
    e0.intoArray(lanes, 12 * LANES);
    e1.intoArray(lanes, 13 * LANES);
    e2.intoArray(lanes, 14 * LANES);
    e3.intoArray(lanes, 15 * LANES);
    for (int m = 0; m < 4; m++) {
      VectorMoments.addTotals(lanes, 4 * m, 4, into, VectorMoments.row(i + m) + j);
    }
  }
}
