package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.LANES;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static io.mixtura.mixture.kernel.Vectors.MANY_REGISTERS;
import static io.mixtura.mixture.kernel.Vectors.total;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;

/** Sums over points, on vectors of four of them. */
final class VectorMoments {
  private VectorMoments() {}

  static double sum(double[] values, int offset) {
    DoubleVector lanes = zero(FOUR);
    for (int p = offset; p < offset + POINTS; p += LANES) {
      lanes = lanes.add(fromArray(FOUR, values, p));
    }
    return total(lanes);
  }

  static void addSums(
      double[] x, int points, double[] mean, double[] r, int offset, int d, double[] into) {
    int whole = d - d % 4;
    for (int j = 0; j < whole; j += 4) {
      addFourSums(x, points, mean, r, offset, j, into);
    }
    for (int j = whole; j < d; j++) {
      DoubleVector m = broadcast(FOUR, mean[j]);
      DoubleVector lanes = zero(FOUR);
      for (int p = 0; p < points; p += LANES) {
        lanes =
            fromArray(FOUR, r, offset + p).fma(fromArray(FOUR, x, j * POINTS + p).sub(m), lanes);
      }
      into[j] += total(lanes);
    }
  }

  /** Four rows at a time: the sums of one row would wait for each other. */
  private static void addFourSums(
      double[] x, int points, double[] mean, double[] r, int offset, int j, double[] into) {
    DoubleVector ma = broadcast(FOUR, mean[j]);
    DoubleVector mb = broadcast(FOUR, mean[j + 1]);
    DoubleVector mc = broadcast(FOUR, mean[j + 2]);
    DoubleVector me = broadcast(FOUR, mean[j + 3]);
    DoubleVector a = zero(FOUR);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector e = a;
    int row = j * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector weight = fromArray(FOUR, r, offset + p);
      a = weight.fma(fromArray(FOUR, x, row + p).sub(ma), a);
      b = weight.fma(fromArray(FOUR, x, row + POINTS + p).sub(mb), b);
      c = weight.fma(fromArray(FOUR, x, row + 2 * POINTS + p).sub(mc), c);
      e = weight.fma(fromArray(FOUR, x, row + 3 * POINTS + p).sub(me), e);
    }
    into[j] += total(a);
    into[j + 1] += total(b);
    into[j + 2] += total(c);
    into[j + 3] += total(e);
  }

  static void addSquares(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] sums,
      double[] squares) {
    int paired = d - d % 2;
    for (int j = 0; j < paired; j += 2) {
      addTwoSquares(x, points, mean, r, offset, j, sums, squares);
    }
    if (paired < d) {
      DoubleVector m = broadcast(FOUR, mean[paired]);
      DoubleVector sum = zero(FOUR);
      DoubleVector square = sum;
      for (int p = 0; p < points; p += LANES) {
        DoubleVector z = fromArray(FOUR, x, paired * POINTS + p).sub(m);
        DoubleVector w = fromArray(FOUR, r, offset + p).mul(z);
        sum = sum.add(w);
        square = w.fma(z, square);
      }
      sums[paired] += total(sum);
      squares[paired] += total(square);
    }
  }

  /** Two rows at a time: four sums that do not wait for each other. */
  private static void addTwoSquares(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int j,
      double[] sums,
      double[] squares) {
    DoubleVector ma = broadcast(FOUR, mean[j]);
    DoubleVector mb = broadcast(FOUR, mean[j + 1]);
    DoubleVector sumA = zero(FOUR);
    DoubleVector sumB = sumA;
    DoubleVector squareA = sumA;
    DoubleVector squareB = sumA;
    int row = j * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector weight = fromArray(FOUR, r, offset + p);
      DoubleVector za = fromArray(FOUR, x, row + p).sub(ma);
      DoubleVector zb = fromArray(FOUR, x, row + POINTS + p).sub(mb);
      DoubleVector wa = weight.mul(za);
      DoubleVector wb = weight.mul(zb);
      sumA = sumA.add(wa);
      sumB = sumB.add(wb);
      squareA = wa.fma(za, squareA);
      squareB = wb.fma(zb, squareB);
    }
    sums[j] += total(sumA);
    sums[j + 1] += total(sumB);
    squares[j] += total(squareA);
    squares[j + 1] += total(squareB);
  }

  static void weigh(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] roots,
      double[] v,
      double[] sums) {
    for (int p = 0; p < points; p += LANES) {
      fromArray(FOUR, r, offset + p).sqrt().intoArray(roots, p);
    }
    int whole = d - d % 4;
    for (int j = 0; j < whole; j += 4) {
      weighFour(x, points, mean, r, offset, j, roots, v, sums);
    }
    for (int j = whole; j < d; j++) {
      DoubleVector m = broadcast(FOUR, mean[j]);
      DoubleVector lanes = zero(FOUR);
      for (int p = 0; p < points; p += LANES) {
        DoubleVector z = fromArray(FOUR, x, j * POINTS + p).sub(m);
        lanes = fromArray(FOUR, r, offset + p).fma(z, lanes);
        z.mul(fromArray(FOUR, roots, p)).intoArray(v, j * POINTS + p);
      }
      sums[j] += total(lanes);
    }
  }

  private static void weighFour(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int j,
      double[] roots,
      double[] v,
      double[] sums) {
    DoubleVector ma = broadcast(FOUR, mean[j]);
    DoubleVector mb = broadcast(FOUR, mean[j + 1]);
    DoubleVector mc = broadcast(FOUR, mean[j + 2]);
    DoubleVector me = broadcast(FOUR, mean[j + 3]);
    DoubleVector a = zero(FOUR);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector e = a;
    int rowA = j * POINTS;
    int rowB = rowA + POINTS;
    int rowC = rowB + POINTS;
    int rowE = rowC + POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector weight = fromArray(FOUR, r, offset + p);
      DoubleVector root = fromArray(FOUR, roots, p);
      DoubleVector za = fromArray(FOUR, x, rowA + p).sub(ma);
      DoubleVector zb = fromArray(FOUR, x, rowB + p).sub(mb);
      DoubleVector zc = fromArray(FOUR, x, rowC + p).sub(mc);
      DoubleVector ze = fromArray(FOUR, x, rowE + p).sub(me);
      a = weight.fma(za, a);
      b = weight.fma(zb, b);
      c = weight.fma(zc, c);
      e = weight.fma(ze, e);
      za.mul(root).intoArray(v, rowA + p);
      zb.mul(root).intoArray(v, rowB + p);
      zc.mul(root).intoArray(v, rowC + p);
      ze.mul(root).intoArray(v, rowE + p);
    }
    sums[j] += total(a);
    sums[j + 1] += total(b);
    sums[j + 2] += total(c);
    sums[j + 3] += total(e);
  }

  /** Blocks of four rows by four, and what is left over row by row. */
  static void addProducts(double[] v, int points, int d, double[] into) {
    int whole = d - d % 4;
    for (int i = 0; i < whole; i += 4) {
      for (int j = 0; j < i; j += 4) {
        if (MANY_REGISTERS) {
          addSquareBlock(v, points, i, j, into);
        } else {
          addHalfBlock(v, points, i, j, into);
          addHalfBlock(v, points, i, j + 2, into);
        }
      }
      addDiagonalBlock(v, points, i, into);
    }
    for (int i = whole; i < d; i++) {
      for (int j = 0; j < whole; j += 4) {
        addRow(v, points, i, j, into);
      }
      for (int j = whole; j <= i; j++) {
        into[row(i) + j] += dot(v, points, i * POINTS, j * POINTS);
      }
    }
  }

  /** The place of row i in a lower triangle. */
  private static int row(int i) {
    return i * (i + 1) / 2;
  }

  /** Four rows by four: sixteen sums, for processors with 32 registers. */
  private static void addSquareBlock(double[] v, int points, int i, int j, double[] into) {
    DoubleVector a0 = zero(FOUR);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    DoubleVector b3 = a0;
    DoubleVector c0 = a0;
    DoubleVector c1 = a0;
    DoubleVector c2 = a0;
    DoubleVector c3 = a0;
    DoubleVector e0 = a0;
    DoubleVector e1 = a0;
    DoubleVector e2 = a0;
    DoubleVector e3 = a0;
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector z0 = fromArray(FOUR, v, vj + p);
      DoubleVector z1 = fromArray(FOUR, v, vj + POINTS + p);
      DoubleVector z2 = fromArray(FOUR, v, vj + 2 * POINTS + p);
      DoubleVector z3 = fromArray(FOUR, v, vj + 3 * POINTS + p);
      DoubleVector w = fromArray(FOUR, v, vi + p);
      a0 = w.fma(z0, a0);
      a1 = w.fma(z1, a1);
      a2 = w.fma(z2, a2);
      a3 = w.fma(z3, a3);
      w = fromArray(FOUR, v, vi + POINTS + p);
      b0 = w.fma(z0, b0);
      b1 = w.fma(z1, b1);
      b2 = w.fma(z2, b2);
      b3 = w.fma(z3, b3);
      w = fromArray(FOUR, v, vi + 2 * POINTS + p);
      c0 = w.fma(z0, c0);
      c1 = w.fma(z1, c1);
      c2 = w.fma(z2, c2);
      c3 = w.fma(z3, c3);
      w = fromArray(FOUR, v, vi + 3 * POINTS + p);
      e0 = w.fma(z0, e0);
      e1 = w.fma(z1, e1);
      e2 = w.fma(z2, e2);
      e3 = w.fma(z3, e3);
    }
    add(into, row(i) + j, a0, a1, a2, a3);
    add(into, row(i + 1) + j, b0, b1, b2, b3);
    add(into, row(i + 2) + j, c0, c1, c2, c3);
    add(into, row(i + 3) + j, e0, e1, e2, e3);
  }

  private static void add(
      double[] into, int t, DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector e) {
    into[t] += total(a);
    into[t + 1] += total(b);
    into[t + 2] += total(c);
    into[t + 3] += total(e);
  }

  /** Four rows by two: eight sums, for processors with 16 registers. */
  private static void addHalfBlock(double[] v, int points, int i, int j, double[] into) {
    DoubleVector a0 = zero(FOUR);
    DoubleVector a1 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector c0 = a0;
    DoubleVector c1 = a0;
    DoubleVector e0 = a0;
    DoubleVector e1 = a0;
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector z0 = fromArray(FOUR, v, vj + p);
      DoubleVector z1 = fromArray(FOUR, v, vj + POINTS + p);
      DoubleVector w = fromArray(FOUR, v, vi + p);
      a0 = w.fma(z0, a0);
      a1 = w.fma(z1, a1);
      w = fromArray(FOUR, v, vi + POINTS + p);
      b0 = w.fma(z0, b0);
      b1 = w.fma(z1, b1);
      w = fromArray(FOUR, v, vi + 2 * POINTS + p);
      c0 = w.fma(z0, c0);
      c1 = w.fma(z1, c1);
      w = fromArray(FOUR, v, vi + 3 * POINTS + p);
      e0 = w.fma(z0, e0);
      e1 = w.fma(z1, e1);
    }
    addTwo(into, row(i) + j, a0, a1);
    addTwo(into, row(i + 1) + j, b0, b1);
    addTwo(into, row(i + 2) + j, c0, c1);
    addTwo(into, row(i + 3) + j, e0, e1);
  }

  private static void addTwo(double[] into, int t, DoubleVector first, DoubleVector second) {
    into[t] += total(first);
    into[t + 1] += total(second);
  }

  /** Four rows by themselves: of sixteen products six would stand there twice. */
  private static void addDiagonalBlock(double[] v, int points, int i, double[] into) {
    DoubleVector a0 = zero(FOUR);
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector c0 = a0;
    DoubleVector c1 = a0;
    DoubleVector c2 = a0;
    DoubleVector e0 = a0;
    DoubleVector e1 = a0;
    DoubleVector e2 = a0;
    DoubleVector e3 = a0;
    int vi = i * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector z0 = fromArray(FOUR, v, vi + p);
      DoubleVector z1 = fromArray(FOUR, v, vi + POINTS + p);
      DoubleVector z2 = fromArray(FOUR, v, vi + 2 * POINTS + p);
      DoubleVector z3 = fromArray(FOUR, v, vi + 3 * POINTS + p);
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
    into[row(i) + i] += total(a0);
    addTwo(into, row(i + 1) + i, b0, b1);
    addTwo(into, row(i + 2) + i, c0, c1);
    into[row(i + 2) + i + 2] += total(c2);
    add(into, row(i + 3) + i, e0, e1, e2, e3);
  }

  /** One row by four, below the last whole block. */
  private static void addRow(double[] v, int points, int i, int j, double[] into) {
    DoubleVector a0 = zero(FOUR);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int p = 0; p < points; p += LANES) {
      DoubleVector w = fromArray(FOUR, v, vi + p);
      a0 = w.fma(fromArray(FOUR, v, vj + p), a0);
      a1 = w.fma(fromArray(FOUR, v, vj + POINTS + p), a1);
      a2 = w.fma(fromArray(FOUR, v, vj + 2 * POINTS + p), a2);
      a3 = w.fma(fromArray(FOUR, v, vj + 3 * POINTS + p), a3);
    }
    add(into, row(i) + j, a0, a1, a2, a3);
  }

  private static double dot(double[] v, int points, int i, int j) {
    DoubleVector lanes = zero(FOUR);
    for (int p = 0; p < points; p += LANES) {
      lanes = fromArray(FOUR, v, i + p).fma(fromArray(FOUR, v, j + p), lanes);
    }
    return total(lanes);
  }
}
