package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.ColumnBlocks.ROWS;
import static io.mixtura.mixture.kernel.Kernels.LANES;
import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;

/**
 * Passes over few points, each a row of its own, on vectors of four dimensions. They give the bits
 * that those on vectors of points give.
 */
final class VectorRows {
  /** Products of four dimensions by four. */
  private static final int BLOCK = ROWS * ROWS;

  private VectorRows() {}

  static void logDensities(
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
    int stride = mean.length;
    int end = 2 * stride;
    for (int i = from; i < to; i += 2) {
      int first = points[i];
      int second = points[Math.min(i + 1, to - 1)];
      centre(rows, first * stride, mean, scratch, 0);
      centre(rows, second * stride, mean, scratch, stride);
      int whole = stride - stride % 16;
      for (int row = 0; row < whole; row += 16) {
        whitenSixteen(columns, row, stride, scratch);
      }
      for (int row = whole; row < stride; row += ROWS) {
        whitenFour(columns, row, stride, scratch);
      }
      double lengthOfFirst = 0;
      double lengthOfSecond = 0;
      for (int j = end; j < end + d; j++) {
        double y = scratch[j];
        lengthOfFirst = Math.fma(y, y, lengthOfFirst);
        y = scratch[j + stride];
        lengthOfSecond = Math.fma(y, y, lengthOfSecond);
      }
      out[offset + first] = ScalarKernels.logDensity(lengthOfFirst, constant);
      out[offset + second] = ScalarKernels.logDensity(lengthOfSecond, constant);
    }
  }

  private static void centre(double[] rows, int at, double[] mean, double[] z, int to) {
    for (int j = 0; j < mean.length; j += ROWS) {
      fromArray(FOUR, rows, at + j).sub(fromArray(FOUR, mean, j)).intoArray(z, to + j);
    }
  }

  /** Sixteen rows of U by two points: eight sums that do not wait for each other. */
  private static void whitenSixteen(double[] columns, int i, int stride, double[] z) {
    int ua = ColumnBlocks.start(i);
    int ub = ColumnBlocks.start(i + 4);
    int uc = ColumnBlocks.start(i + 8);
    int ue = ColumnBlocks.start(i + 12);
    DoubleVector a0 = zero(FOUR);
    DoubleVector b0 = a0;
    DoubleVector c0 = a0;
    DoubleVector e0 = a0;
    DoubleVector a1 = a0;
    DoubleVector b1 = a0;
    DoubleVector c1 = a0;
    DoubleVector e1 = a0;
    for (int j = 0; j < i + 4; j++) {
      DoubleVector z0 = broadcast(FOUR, z[j]);
      DoubleVector z1 = broadcast(FOUR, z[stride + j]);
      DoubleVector u = fromArray(FOUR, columns, ua + ROWS * j);
      a0 = u.fma(z0, a0);
      a1 = u.fma(z1, a1);
      u = fromArray(FOUR, columns, ub + ROWS * j);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      u = fromArray(FOUR, columns, uc + ROWS * j);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = fromArray(FOUR, columns, ue + ROWS * j);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
    }
    // Above the diagonal there is nothing to add.
    for (int j = i + 4; j < i + 8; j++) {
      DoubleVector z0 = broadcast(FOUR, z[j]);
      DoubleVector z1 = broadcast(FOUR, z[stride + j]);
      DoubleVector u = fromArray(FOUR, columns, ub + ROWS * j);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      u = fromArray(FOUR, columns, uc + ROWS * j);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = fromArray(FOUR, columns, ue + ROWS * j);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
    }
    for (int j = i + 8; j < i + 12; j++) {
      DoubleVector z0 = broadcast(FOUR, z[j]);
      DoubleVector z1 = broadcast(FOUR, z[stride + j]);
      DoubleVector u = fromArray(FOUR, columns, uc + ROWS * j);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = fromArray(FOUR, columns, ue + ROWS * j);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
    }
    for (int j = i + 12; j < i + 16; j++) {
      DoubleVector u = fromArray(FOUR, columns, ue + ROWS * j);
      e0 = u.fma(broadcast(FOUR, z[j]), e0);
      e1 = u.fma(broadcast(FOUR, z[stride + j]), e1);
    }
    int y = 2 * stride + i;
    a0.intoArray(z, y);
    b0.intoArray(z, y + 4);
    c0.intoArray(z, y + 8);
    e0.intoArray(z, y + 12);
    a1.intoArray(z, y + stride);
    b1.intoArray(z, y + stride + 4);
    c1.intoArray(z, y + stride + 8);
    e1.intoArray(z, y + stride + 12);
  }

  private static void whitenFour(double[] columns, int i, int stride, double[] z) {
    int at = ColumnBlocks.start(i);
    DoubleVector y0 = zero(FOUR);
    DoubleVector y1 = y0;
    for (int j = 0; j < i + 4; j++) {
      DoubleVector u = fromArray(FOUR, columns, at + ROWS * j);
      y0 = u.fma(broadcast(FOUR, z[j]), y0);
      y1 = u.fma(broadcast(FOUR, z[stride + j]), y1);
    }
    y0.intoArray(z, 2 * stride + i);
    y1.intoArray(z, 3 * stride + i);
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
    double[] blocks = new double[LANES / 2 * BLOCK];
    int roots = points * stride;
    for (int p = 0; p < points; p += FOUR.length()) {
      fromArray(FOUR, r, p).sqrt().intoArray(v, roots + p);
    }
    for (int j = 0; j < stride; j += ROWS) {
      weigh(rows, points, mean, r, j, 0, v, blocks);
      weigh(rows, points, mean, r, j, 2, v, blocks);
      for (int m = 0; m < ROWS && j + m < d; m++) {
        sums[j + m] += blocks[m] + blocks[2 * ROWS + m];
      }
    }
    for (int i = 0; i < stride; i += ROWS) {
      for (int j = 0; j <= i; j += ROWS) {
        for (int lane = 0; lane < LANES / 2; lane++) {
          multiply(v, stride, points, i, j, lane, blocks);
        }
        add(blocks, i, j, d, products);
      }
    }
  }

  /** Four dimensions of the points of half the logical lanes, in the order of their total. */
  private static void weigh(
      double[] rows,
      int points,
      double[] mean,
      double[] r,
      int j,
      int lane,
      double[] v,
      double[] totals) {
    int stride = mean.length;
    int roots = points * stride;
    DoubleVector m = fromArray(FOUR, mean, j);
    DoubleVector a = zero(FOUR);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector e = a;
    for (int p = lane, at = lane * stride + j; p < points; p += LANES, at += LANES * stride) {
      DoubleVector za = fromArray(FOUR, rows, at).sub(m);
      DoubleVector zb = fromArray(FOUR, rows, at + 4 * stride).sub(m);
      DoubleVector zc = fromArray(FOUR, rows, at + stride).sub(m);
      DoubleVector ze = fromArray(FOUR, rows, at + 5 * stride).sub(m);
      a = za.fma(broadcast(FOUR, r[p]), a);
      b = zb.fma(broadcast(FOUR, r[p + 4]), b);
      c = zc.fma(broadcast(FOUR, r[p + 1]), c);
      e = ze.fma(broadcast(FOUR, r[p + 5]), e);
      za.mul(v[roots + p]).intoArray(v, at);
      zb.mul(v[roots + p + 4]).intoArray(v, at + 4 * stride);
      zc.mul(v[roots + p + 1]).intoArray(v, at + stride);
      ze.mul(v[roots + p + 5]).intoArray(v, at + 5 * stride);
    }
    a.add(b).add(c.add(e)).intoArray(totals, lane * ROWS);
  }

  /**
   * Four rows by four of the products, from the points of two logical lanes that are added first.
   */
  private static void multiply(
      double[] v, int stride, int points, int i, int j, int lane, double[] blocks) {
    DoubleVector a0 = zero(FOUR);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    DoubleVector b3 = a0;
    for (int p = lane, at = lane * stride; p < points; p += LANES, at += LANES * stride) {
      DoubleVector z = fromArray(FOUR, v, at + j);
      a0 = z.fma(broadcast(FOUR, v[at + i]), a0);
      a1 = z.fma(broadcast(FOUR, v[at + i + 1]), a1);
      a2 = z.fma(broadcast(FOUR, v[at + i + 2]), a2);
      a3 = z.fma(broadcast(FOUR, v[at + i + 3]), a3);
      int other = at + 4 * stride;
      z = fromArray(FOUR, v, other + j);
      b0 = z.fma(broadcast(FOUR, v[other + i]), b0);
      b1 = z.fma(broadcast(FOUR, v[other + i + 1]), b1);
      b2 = z.fma(broadcast(FOUR, v[other + i + 2]), b2);
      b3 = z.fma(broadcast(FOUR, v[other + i + 3]), b3);
    }
    int to = lane * BLOCK;
    a0.add(b0).intoArray(blocks, to);
    a1.add(b1).intoArray(blocks, to + ROWS);
    a2.add(b2).intoArray(blocks, to + 2 * ROWS);
    a3.add(b3).intoArray(blocks, to + 3 * ROWS);
  }

  private static void add(double[] blocks, int i, int j, int d, double[] products) {
    for (int m = 0; m < ROWS && i + m < d; m++) {
      int row = (i + m) * (i + m + 1) / 2;
      for (int n = 0; n < ROWS && j + n <= i + m; n++) {
        int at = m * ROWS + n;
        products[row + j + n] +=
            (blocks[at] + blocks[BLOCK + at]) + (blocks[2 * BLOCK + at] + blocks[3 * BLOCK + at]);
      }
    }
  }
}
