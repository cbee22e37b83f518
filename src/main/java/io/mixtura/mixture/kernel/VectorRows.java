package io.mixtura.mixture.kernel;

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
      for (int row = whole; row < stride; row += LANES) {
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
    for (int j = 0; j < mean.length; j += LANES) {
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
      DoubleVector u = fromArray(FOUR, columns, ua + LANES * j);
      a0 = u.fma(z0, a0);
      a1 = u.fma(z1, a1);
      u = fromArray(FOUR, columns, ub + LANES * j);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      u = fromArray(FOUR, columns, uc + LANES * j);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = fromArray(FOUR, columns, ue + LANES * j);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
    }
    // Above the diagonal there is nothing to add.
    for (int j = i + 4; j < i + 8; j++) {
      DoubleVector z0 = broadcast(FOUR, z[j]);
      DoubleVector z1 = broadcast(FOUR, z[stride + j]);
      DoubleVector u = fromArray(FOUR, columns, ub + LANES * j);
      b0 = u.fma(z0, b0);
      b1 = u.fma(z1, b1);
      u = fromArray(FOUR, columns, uc + LANES * j);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = fromArray(FOUR, columns, ue + LANES * j);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
    }
    for (int j = i + 8; j < i + 12; j++) {
      DoubleVector z0 = broadcast(FOUR, z[j]);
      DoubleVector z1 = broadcast(FOUR, z[stride + j]);
      DoubleVector u = fromArray(FOUR, columns, uc + LANES * j);
      c0 = u.fma(z0, c0);
      c1 = u.fma(z1, c1);
      u = fromArray(FOUR, columns, ue + LANES * j);
      e0 = u.fma(z0, e0);
      e1 = u.fma(z1, e1);
    }
    for (int j = i + 12; j < i + 16; j++) {
      DoubleVector u = fromArray(FOUR, columns, ue + LANES * j);
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
      DoubleVector u = fromArray(FOUR, columns, at + LANES * j);
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
    double[] block = new double[8 * LANES];
    int roots = points * stride;
    for (int p = 0; p < points; p += LANES) {
      fromArray(FOUR, r, p).sqrt().intoArray(v, roots + p);
    }
    for (int j = 0; j < stride; j += LANES) {
      weigh(rows, points, mean, r, j, v, block);
      for (int m = 0; m < LANES && j + m < d; m++) {
        sums[j + m] += block[m];
      }
    }
    for (int i = 0; i < stride; i += LANES) {
      for (int j = 0; j <= i; j += LANES) {
        addHalf(v, stride, 0, points, i, j, block, 0);
        addHalf(v, stride, 2, points, i, j, block, 4 * LANES);
        add(block, i, j, d, products);
      }
    }
  }

  /** Four dimensions of all points; the four sums are those of the four logical lanes. */
  private static void weigh(
      double[] rows, int points, double[] mean, double[] r, int j, double[] v, double[] totals) {
    int stride = mean.length;
    int roots = points * stride;
    DoubleVector m = fromArray(FOUR, mean, j);
    DoubleVector a = zero(FOUR);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector e = a;
    for (int p = 0, at = j; p < points; p += LANES, at += LANES * stride) {
      DoubleVector za = fromArray(FOUR, rows, at).sub(m);
      DoubleVector zb = fromArray(FOUR, rows, at + stride).sub(m);
      DoubleVector zc = fromArray(FOUR, rows, at + 2 * stride).sub(m);
      DoubleVector ze = fromArray(FOUR, rows, at + 3 * stride).sub(m);
      a = za.fma(broadcast(FOUR, r[p]), a);
      b = zb.fma(broadcast(FOUR, r[p + 1]), b);
      c = zc.fma(broadcast(FOUR, r[p + 2]), c);
      e = ze.fma(broadcast(FOUR, r[p + 3]), e);
      za.mul(v[roots + p]).intoArray(v, at);
      zb.mul(v[roots + p + 1]).intoArray(v, at + stride);
      zc.mul(v[roots + p + 2]).intoArray(v, at + 2 * stride);
      ze.mul(v[roots + p + 3]).intoArray(v, at + 3 * stride);
    }
    a.add(b).add(c.add(e)).intoArray(totals, 0);
  }

  /** Four rows by four of the products, from the points of two neighbouring logical lanes. */
  private static void addHalf(
      double[] v, int stride, int lane, int points, int i, int j, double[] block, int to) {
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
      int next = at + stride;
      z = fromArray(FOUR, v, next + j);
      b0 = z.fma(broadcast(FOUR, v[next + i]), b0);
      b1 = z.fma(broadcast(FOUR, v[next + i + 1]), b1);
      b2 = z.fma(broadcast(FOUR, v[next + i + 2]), b2);
      b3 = z.fma(broadcast(FOUR, v[next + i + 3]), b3);
    }
    a0.add(b0).intoArray(block, to);
    a1.add(b1).intoArray(block, to + LANES);
    a2.add(b2).intoArray(block, to + 2 * LANES);
    a3.add(b3).intoArray(block, to + 3 * LANES);
  }

  private static void add(double[] block, int i, int j, int d, double[] products) {
    for (int m = 0; m < LANES && i + m < d; m++) {
      int row = (i + m) * (i + m + 1) / 2;
      for (int n = 0; n < LANES && j + n <= i + m; n++) {
        int at = m * LANES + n;
        products[row + j + n] += block[at] + block[4 * LANES + at];
      }
    }
  }
}
