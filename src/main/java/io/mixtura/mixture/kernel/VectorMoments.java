package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.LANES;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.Vectors.MANY_REGISTERS;
import static io.mixtura.mixture.kernel.Vectors.WIDE;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over points, on vectors of all their lanes or, where registers are shorter, on those of one
 * half of the lanes after those of the other.
 */
final class VectorMoments {
  /** Sums of a block of four rows by four. */
  private static final int BLOCK = 16;

  private VectorMoments() {}

  static double sum(double[] values, int offset) {
    double[] lanes = new double[LANES];
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector sum = zero(WIDE);
      for (int p = offset + lane; p < offset + POINTS; p += LANES) {
        sum = sum.add(fromArray(WIDE, values, p));
      }
      sum.intoArray(lanes, lane);
    }
    return Lanes.total(lanes, 0);
  }

  /** Four rows at a time: the additions of one row wait for each other. */
  static void sums(double[] values, int rows, int points, double[] into) {
    double[] lanes = new double[4 * LANES];
    for (int k = 0; k < rows; k += 4) {
      int last = rows - 1;
      int rowA = k * POINTS;
      int rowB = Math.min(k + 1, last) * POINTS;
      int rowC = Math.min(k + 2, last) * POINTS;
      int rowE = Math.min(k + 3, last) * POINTS;
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        DoubleVector a = zero(WIDE);
        DoubleVector b = zero(WIDE);
        DoubleVector c = zero(WIDE);
        DoubleVector e = zero(WIDE);
        for (int p = lane; p < points; p += LANES) {
          a = a.add(fromArray(WIDE, values, rowA + p));
          b = b.add(fromArray(WIDE, values, rowB + p));
          c = c.add(fromArray(WIDE, values, rowC + p));
          e = e.add(fromArray(WIDE, values, rowE + p));
        }
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + LANES);
        c.intoArray(lanes, lane + 2 * LANES);
        e.intoArray(lanes, lane + 3 * LANES);
      }
      int count = Math.min(4, rows - k);
      Arrays.fill(into, k, k + count, 0);
      addTotals(lanes, 0, count, into, k);
    }
  }

  static void addSums(
      double[] x, int points, double[] mean, double[] r, int offset, int d, double[] into) {
    double[] lanes = new double[4 * LANES];
    int whole = d - d % 4;
    for (int j = 0; j < whole; j += 4) {
      addFourSums(x, points, mean, r, offset, j, lanes, into);
    }
    for (int j = whole; j < d; j++) {
      DoubleVector m = broadcast(WIDE, mean[j]);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        DoubleVector sum = zero(WIDE);
        for (int p = lane; p < points; p += LANES) {
          sum = fromArray(WIDE, r, offset + p).fma(fromArray(WIDE, x, j * POINTS + p).sub(m), sum);
        }
        sum.intoArray(lanes, lane);
      }
      into[j] += Lanes.total(lanes, 0);
    }
  }

  /** Four rows at a time: the sums of one row would wait for each other. */
  private static void addFourSums(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int j,
      double[] lanes,
      double[] into) {
    DoubleVector ma = broadcast(WIDE, mean[j]);
    DoubleVector mb = broadcast(WIDE, mean[j + 1]);
    DoubleVector mc = broadcast(WIDE, mean[j + 2]);
    DoubleVector me = broadcast(WIDE, mean[j + 3]);
    int row = j * POINTS;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector a = zero(WIDE);
      DoubleVector b = zero(WIDE);
      DoubleVector c = zero(WIDE);
      DoubleVector e = zero(WIDE);
      for (int p = lane; p < points; p += LANES) {
        DoubleVector weight = fromArray(WIDE, r, offset + p);
        a = weight.fma(fromArray(WIDE, x, row + p).sub(ma), a);
        b = weight.fma(fromArray(WIDE, x, row + POINTS + p).sub(mb), b);
        c = weight.fma(fromArray(WIDE, x, row + 2 * POINTS + p).sub(mc), c);
        e = weight.fma(fromArray(WIDE, x, row + 3 * POINTS + p).sub(me), e);
      }
      a.intoArray(lanes, lane);
      b.intoArray(lanes, lane + LANES);
      c.intoArray(lanes, lane + 2 * LANES);
      e.intoArray(lanes, lane + 3 * LANES);
    }
    addTotals(lanes, 0, 4, into, j);
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
    double[] lanes = new double[4 * LANES];
    int paired = d - d % 2;
    for (int j = 0; j < paired; j += 2) {
      addTwoSquares(x, points, mean, r, offset, j, lanes, sums, squares);
    }
    if (paired < d) {
      DoubleVector m = broadcast(WIDE, mean[paired]);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        DoubleVector sum = zero(WIDE);
        DoubleVector square = zero(WIDE);
        for (int p = lane; p < points; p += LANES) {
          DoubleVector z = fromArray(WIDE, x, paired * POINTS + p).sub(m);
          DoubleVector w = fromArray(WIDE, r, offset + p).mul(z);
          sum = sum.add(w);
          square = w.fma(z, square);
        }
        sum.intoArray(lanes, lane);
        square.intoArray(lanes, lane + LANES);
      }
      sums[paired] += Lanes.total(lanes, 0);
      squares[paired] += Lanes.total(lanes, LANES);
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
      double[] lanes,
      double[] sums,
      double[] squares) {
    DoubleVector ma = broadcast(WIDE, mean[j]);
    DoubleVector mb = broadcast(WIDE, mean[j + 1]);
    int row = j * POINTS;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector sumA = zero(WIDE);
      DoubleVector sumB = zero(WIDE);
      DoubleVector squareA = zero(WIDE);
      DoubleVector squareB = zero(WIDE);
      for (int p = lane; p < points; p += LANES) {
        DoubleVector weight = fromArray(WIDE, r, offset + p);
        DoubleVector za = fromArray(WIDE, x, row + p).sub(ma);
        DoubleVector zb = fromArray(WIDE, x, row + POINTS + p).sub(mb);
        DoubleVector wa = weight.mul(za);
        DoubleVector wb = weight.mul(zb);
        sumA = sumA.add(wa);
        sumB = sumB.add(wb);
        squareA = wa.fma(za, squareA);
        squareB = wb.fma(zb, squareB);
      }
      sumA.intoArray(lanes, lane);
      sumB.intoArray(lanes, lane + LANES);
      squareA.intoArray(lanes, lane + 2 * LANES);
      squareB.intoArray(lanes, lane + 3 * LANES);
    }
    addTotals(lanes, 0, 2, sums, j);
    addTotals(lanes, 2, 2, squares, j);
  }

  /** Weighted sums and products of differences to a mean; v receives √r (x − μ). */
  static void addMoments(
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
    for (int p = 0; p < points; p += WIDTH) {
      fromArray(WIDE, r, offset + p).sqrt().intoArray(roots, p);
    }
    double[] lanes = new double[BLOCK * LANES];
    int whole = d - d % 4;
    for (int i = 0; i < whole; i += 4) {
      if (MANY_REGISTERS) {
        WideMoments.addBlocks(x, points, mean, r, offset, i, roots, v, lanes, sums, products);
      } else {
        weighFour(x, points, mean, r, offset, i, roots, v, lanes, sums);
        for (int j = 0; j < i; j += 2) {
          addHalfBlock(v, points, i, j, lanes, products);
        }
        addDiagonalBlock(v, points, i, lanes, products);
      }
    }
    if (whole < d) {
      addLast(x, points, mean, r, offset, whole, d, roots, v, lanes, sums, products);
    }
  }

  /**
   * The one to three rows that are no four, with themselves at once: the sums of one row would wait
   * for each other. Where they are fewer than three the last one stands for those that are not.
   */
  private static void addLast(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int i,
      int d,
      double[] roots,
      double[] v,
      double[] lanes,
      double[] sums,
      double[] products) {
    weighLast(x, points, mean, r, offset, i, d, roots, v, lanes);
    addTotals(lanes, 0, d - i, sums, i);
    for (int m = 0; i + m < d; m++) {
      addTotals(lanes, 3 + row(m), m + 1, products, row(i + m) + i);
    }
    for (int last = i; last < d; last++) {
      for (int j = 0; j < i; j += 4) {
        addRow(v, points, last, j, lanes, products);
      }
    }
  }

  private static void weighLast(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int i,
      int d,
      double[] roots,
      double[] v,
      double[] lanes) {
    int second = Math.min(i + 1, d - 1);
    int third = Math.min(i + 2, d - 1);
    DoubleVector ma = broadcast(WIDE, mean[i]);
    DoubleVector mb = broadcast(WIDE, mean[second]);
    DoubleVector mc = broadcast(WIDE, mean[third]);
    int rowA = i * POINTS;
    int rowB = second * POINTS;
    int rowC = third * POINTS;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector sumA = zero(WIDE);
      DoubleVector sumB = zero(WIDE);
      DoubleVector sumC = zero(WIDE);
      DoubleVector a0 = zero(WIDE);
      DoubleVector b0 = zero(WIDE);
      DoubleVector b1 = zero(WIDE);
      DoubleVector c0 = zero(WIDE);
      DoubleVector c1 = zero(WIDE);
      DoubleVector c2 = zero(WIDE);
      for (int p = lane; p < points; p += LANES) {
        DoubleVector weight = fromArray(WIDE, r, offset + p);
        DoubleVector root = fromArray(WIDE, roots, p);
        DoubleVector z0 = fromArray(WIDE, x, rowA + p).sub(ma);
        DoubleVector z1 = fromArray(WIDE, x, rowB + p).sub(mb);
        DoubleVector z2 = fromArray(WIDE, x, rowC + p).sub(mc);
        sumA = weight.fma(z0, sumA);
        sumB = weight.fma(z1, sumB);
        sumC = weight.fma(z2, sumC);
        z0 = z0.mul(root);
        z1 = z1.mul(root);
        z2 = z2.mul(root);
        z0.intoArray(v, rowA + p);
        z1.intoArray(v, rowB + p);
        z2.intoArray(v, rowC + p);
        a0 = z0.fma(z0, a0);
        b0 = z1.fma(z0, b0);
        b1 = z1.fma(z1, b1);
        c0 = z2.fma(z0, c0);
        c1 = z2.fma(z1, c1);
        c2 = z2.fma(z2, c2);
      }
      sumA.intoArray(lanes, lane);
      sumB.intoArray(lanes, lane + LANES);
      sumC.intoArray(lanes, lane + 2 * LANES);
      a0.intoArray(lanes, lane + 3 * LANES);
      b0.intoArray(lanes, lane + 4 * LANES);
      b1.intoArray(lanes, lane + 5 * LANES);
      c0.intoArray(lanes, lane + 6 * LANES);
      c1.intoArray(lanes, lane + 7 * LANES);
      c2.intoArray(lanes, lane + 8 * LANES);
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
      double[] lanes,
      double[] sums) {
    DoubleVector ma = broadcast(WIDE, mean[j]);
    DoubleVector mb = broadcast(WIDE, mean[j + 1]);
    DoubleVector mc = broadcast(WIDE, mean[j + 2]);
    DoubleVector me = broadcast(WIDE, mean[j + 3]);
    int rowA = j * POINTS;
    int rowB = rowA + POINTS;
    int rowC = rowB + POINTS;
    int rowE = rowC + POINTS;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector a = zero(WIDE);
      DoubleVector b = zero(WIDE);
      DoubleVector c = zero(WIDE);
      DoubleVector e = zero(WIDE);
      for (int p = lane; p < points; p += LANES) {
        DoubleVector weight = fromArray(WIDE, r, offset + p);
        DoubleVector root = fromArray(WIDE, roots, p);
        DoubleVector za = fromArray(WIDE, x, rowA + p).sub(ma);
        DoubleVector zb = fromArray(WIDE, x, rowB + p).sub(mb);
        DoubleVector zc = fromArray(WIDE, x, rowC + p).sub(mc);
        DoubleVector ze = fromArray(WIDE, x, rowE + p).sub(me);
        a = weight.fma(za, a);
        b = weight.fma(zb, b);
        c = weight.fma(zc, c);
        e = weight.fma(ze, e);
        za.mul(root).intoArray(v, rowA + p);
        zb.mul(root).intoArray(v, rowB + p);
        zc.mul(root).intoArray(v, rowC + p);
        ze.mul(root).intoArray(v, rowE + p);
      }
      a.intoArray(lanes, lane);
      b.intoArray(lanes, lane + LANES);
      c.intoArray(lanes, lane + 2 * LANES);
      e.intoArray(lanes, lane + 3 * LANES);
    }
    addTotals(lanes, 0, 4, sums, j);
  }

  /** The place of row i in a lower triangle. */
  static int row(int i) {
    return i * (i + 1) / 2;
  }

  /** Four rows by two: eight sums, for processors with 16 registers. */
  private static void addHalfBlock(
      double[] v, int points, int i, int j, double[] lanes, double[] into) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      sumHalfBlock(v, points, i * POINTS, j * POINTS, lane, lanes);
    }
    for (int m = 0; m < 4; m++) {
      addTotals(lanes, 2 * m, 2, into, row(i + m) + j);
    }
  }

  /** A method of its own, so that the sums stay in registers in whatever loop it stands. */
  private static void sumHalfBlock(
      double[] v, int points, int vi, int vj, int lane, double[] lanes) {
    DoubleVector a0 = zero(WIDE);
    DoubleVector a1 = zero(WIDE);
    DoubleVector b0 = zero(WIDE);
    DoubleVector b1 = zero(WIDE);
    DoubleVector c0 = zero(WIDE);
    DoubleVector c1 = zero(WIDE);
    DoubleVector e0 = zero(WIDE);
    DoubleVector e1 = zero(WIDE);
    for (int p = lane; p < points; p += LANES) {
      DoubleVector z0 = fromArray(WIDE, v, vj + p);
      DoubleVector z1 = fromArray(WIDE, v, vj + POINTS + p);
      DoubleVector w = fromArray(WIDE, v, vi + p);
      a0 = w.fma(z0, a0);
      a1 = w.fma(z1, a1);
      w = fromArray(WIDE, v, vi + POINTS + p);
      b0 = w.fma(z0, b0);
      b1 = w.fma(z1, b1);
      w = fromArray(WIDE, v, vi + 2 * POINTS + p);
      c0 = w.fma(z0, c0);
      c1 = w.fma(z1, c1);
      w = fromArray(WIDE, v, vi + 3 * POINTS + p);
      e0 = w.fma(z0, e0);
      e1 = w.fma(z1, e1);
    }
    a0.intoArray(lanes, lane);
    a1.intoArray(lanes, lane + LANES);
    b0.intoArray(lanes, lane + 2 * LANES);
    b1.intoArray(lanes, lane + 3 * LANES);
    c0.intoArray(lanes, lane + 4 * LANES);
    c1.intoArray(lanes, lane + 5 * LANES);
    e0.intoArray(lanes, lane + 6 * LANES);
    e1.intoArray(lanes, lane + 7 * LANES);
  }

  /** Four rows by themselves: of sixteen products six would stand there twice. */
  private static void addDiagonalBlock(
      double[] v, int points, int i, double[] lanes, double[] into) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      sumDiagonalBlock(v, points, i * POINTS, lane, lanes);
    }
    for (int m = 0; m < 4; m++) {
      addTotals(lanes, row(m), m + 1, into, row(i + m) + i);
    }
  }

  private static void sumDiagonalBlock(double[] v, int points, int vi, int lane, double[] lanes) {
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
    for (int p = lane; p < points; p += LANES) {
      DoubleVector z0 = fromArray(WIDE, v, vi + p);
      DoubleVector z1 = fromArray(WIDE, v, vi + POINTS + p);
      DoubleVector z2 = fromArray(WIDE, v, vi + 2 * POINTS + p);
      DoubleVector z3 = fromArray(WIDE, v, vi + 3 * POINTS + p);
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
    a0.intoArray(lanes, lane);
    b0.intoArray(lanes, lane + LANES);
    b1.intoArray(lanes, lane + 2 * LANES);
    c0.intoArray(lanes, lane + 3 * LANES);
    c1.intoArray(lanes, lane + 4 * LANES);
    c2.intoArray(lanes, lane + 5 * LANES);
    e0.intoArray(lanes, lane + 6 * LANES);
    e1.intoArray(lanes, lane + 7 * LANES);
    e2.intoArray(lanes, lane + 8 * LANES);
    e3.intoArray(lanes, lane + 9 * LANES);
  }

  /** One row by four, below the last whole block. */
  private static void addRow(double[] v, int points, int i, int j, double[] lanes, double[] into) {
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector a0 = zero(WIDE);
      DoubleVector a1 = zero(WIDE);
      DoubleVector a2 = zero(WIDE);
      DoubleVector a3 = zero(WIDE);
      for (int p = lane; p < points; p += LANES) {
        DoubleVector w = fromArray(WIDE, v, vi + p);
        a0 = w.fma(fromArray(WIDE, v, vj + p), a0);
        a1 = w.fma(fromArray(WIDE, v, vj + POINTS + p), a1);
        a2 = w.fma(fromArray(WIDE, v, vj + 2 * POINTS + p), a2);
        a3 = w.fma(fromArray(WIDE, v, vj + 3 * POINTS + p), a3);
      }
      a0.intoArray(lanes, lane);
      a1.intoArray(lanes, lane + LANES);
      a2.intoArray(lanes, lane + 2 * LANES);
      a3.intoArray(lanes, lane + 3 * LANES);
    }
    addTotals(lanes, 0, 4, into, row(i) + j);
  }

  /** Adds the totals of sums, of which each has its lanes side by side, to neighbours. */
  static void addTotals(double[] lanes, int first, int count, double[] into, int to) {
    int paired = WIDTH == LANES ? count - count % 2 : 0;
    for (int m = 0; m < paired; m += 2) {
      Pairs.add(lanes, (first + m) * LANES, into, to + m);
    }
    for (int m = paired; m < count; m++) {
      into[to + m] += Lanes.total(lanes, (first + m) * LANES);
    }
  }

  /**
   * {@link Lanes#total} of two sums at once, on vectors of all lanes: eight lanes one by one take
   * as long as the sums of a tile. A class of its own, since shorter vectors have no such shuffles.
   */
  private static final class Pairs {
    private static final VectorMask<Double> UPPER = VectorMask.fromLong(WIDE, 0b11110000);
    private static final VectorShuffle<Double> HALVES =
        VectorShuffle.fromValues(WIDE, 4, 5, 6, 7, 0, 1, 2, 3);
    private static final VectorShuffle<Double> NEIGHBOURS =
        VectorShuffle.fromValues(WIDE, 1, 0, 3, 2, 5, 4, 7, 6);
    private static final VectorShuffle<Double> PAIRS =
        VectorShuffle.fromValues(WIDE, 2, 3, 0, 1, 6, 7, 4, 5);

    static void add(double[] lanes, int at, double[] into, int to) {
      DoubleVector a = fromArray(WIDE, lanes, at);
      DoubleVector b = fromArray(WIDE, lanes, at + LANES);
      DoubleVector sums = a.blend(b, UPPER).add(b.blend(a, UPPER).rearrange(HALVES));
      sums = sums.add(sums.rearrange(NEIGHBOURS));
      sums = sums.add(sums.rearrange(PAIRS));
      into[to] += sums.lane(0);
      into[to + 1] += sums.lane(4);
    }
  }
}
