package io.mixtura.mixture.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes on vectors of four doubles. Four whatever the hardware offers: the lanes of a sum are
 * part of its result. {@link ScalarKernels} says what each method computes, and gives the same
 * bits.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;
  private static final int WIDTH = LANES;

  /**
   * Processors with vectors of 512 bits have 32 registers, for shorter vectors, too; others have
   * 16. The size of a block of sums is no part of its result.
   */
  private static final boolean MANY_REGISTERS = DoubleVector.SPECIES_PREFERRED.length() >= 8;

  /** Vectors of four doubles are native only where registers have at least 256 bits. */
  static boolean isFast() {
    return DoubleVector.SPECIES_PREFERRED.length() >= WIDTH;
  }

  @Override
  public String name() {
    return "vector-256";
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
    for (int p = 0; p < points; p += PANEL) {
      centre(x, p, mean, d, panel);
      panelLogDensities(panel, whitening, d, constant, out, offset + p);
    }
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
  private static void panelLogDensities(
      double[] z, double[] whitening, int d, double constant, double[] out, int offset) {
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
    logDensity(q0, constant).intoArray(out, offset);
    logDensity(q1, constant).intoArray(out, offset + WIDTH);
    logDensity(q2, constant).intoArray(out, offset + 2 * WIDTH);
    logDensity(q3, constant).intoArray(out, offset + 3 * WIDTH);
  }

  private static DoubleVector logDensity(DoubleVector length, double constant) {
    return length
        .min(ScalarKernels.FARTHEST)
        .fma(DoubleVector.broadcast(FOUR, -0.5), DoubleVector.broadcast(FOUR, constant));
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
      logDensity(q0, constant).intoArray(out, to);
      logDensity(q1, constant).intoArray(out, to + WIDTH);
      logDensity(q2, constant).intoArray(out, to + 2 * WIDTH);
      logDensity(q3, constant).intoArray(out, to + 3 * WIDTH);
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
    DoubleVector scale = DoubleVector.broadcast(FOUR, precision);
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
      logDensity(q0.mul(scale), constant).intoArray(out, to);
      logDensity(q1.mul(scale), constant).intoArray(out, to + WIDTH);
      logDensity(q2.mul(scale), constant).intoArray(out, to + 2 * WIDTH);
      logDensity(q3.mul(scale), constant).intoArray(out, to + 3 * WIDTH);
    }
  }

  @Override
  public void project(
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

  @Override
  public void raise(double[] largest, double[] values, int offset) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector before = load(largest, p);
      DoubleVector value = load(values, offset + p);
      before.blend(value, value.compare(VectorOperators.GT, before)).intoArray(largest, p);
    }
  }

  @Override
  public int select(double[] values, int offset, int points, double[] floors, int[] into) {
    int count = 0;
    for (int p = 0; p < points; p += WIDTH) {
      VectorMask<Double> above =
          load(values, offset + p).compare(VectorOperators.GT, load(floors, p));
      if (above.anyTrue()) {
        for (long bits = above.toLong(); bits != 0; bits &= bits - 1) {
          into[count++] = p + Long.numberOfTrailingZeros(bits);
        }
      }
    }
    return count;
  }

  /** Row by row: loops of few operations are what the compiler does well. */
  @Override
  public void normalize(double[] values, int k, double[] logSum, double[] logLargest) {
    int end = k * POINTS;
    System.arraycopy(values, 0, logLargest, 0, POINTS);
    for (int row = POINTS; row < end; row += POINTS) {
      raise(logLargest, values, row);
    }
    double[] sums = new double[POINTS];
    for (int row = 0; row < end; row += POINTS) {
      addExponentials(values, row, logLargest, sums);
    }
    takeLogs(sums, logSum, logLargest);
    invert(sums);
    for (int row = 0; row < end; row += POINTS) {
      scale(values, row, sums);
    }
  }

  private static void addExponentials(double[] values, int row, double[] largest, double[] sums) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector below = load(values, row + p).sub(load(largest, p));
      // Of many components, most are far below the largest: their exponential is 0.
      if (below.compare(VectorOperators.GE, Elementary.EXP_UNDERFLOW).anyTrue()) {
        DoubleVector e = exp(below);
        e.intoArray(values, row + p);
        load(sums, p).add(e).intoArray(sums, p);
      } else {
        DoubleVector.zero(FOUR).intoArray(values, row + p);
      }
    }
  }

  private static void invert(double[] sums) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector.broadcast(FOUR, 1).div(load(sums, p)).intoArray(sums, p);
    }
  }

  private static void scale(double[] values, int row, double[] factors) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      load(values, row + p).mul(load(factors, p)).intoArray(values, row + p);
    }
  }

  private static void takeLogs(double[] sums, double[] logSum, double[] logLargest) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector sum = load(sums, p);
      DoubleVector log = log(sum);
      load(logLargest, p).add(log).intoArray(logSum, p);
      log.neg().intoArray(logLargest, p);
    }
  }

  @Override
  public void assignHard(double[] values, int k, double[] largest) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector best = load(values, p);
      DoubleVector index = DoubleVector.zero(FOUR);
      for (int c = 1; c < k; c++) {
        DoubleVector value = load(values, c * POINTS + p);
        VectorMask<Double> better = value.compare(VectorOperators.GT, best);
        best = best.blend(value, better);
        index = index.blend(c, better);
      }
      best.intoArray(largest, p);
      for (int c = 0; c < k; c++) {
        DoubleVector.zero(FOUR)
            .blend(1, index.compare(VectorOperators.EQ, c))
            .intoArray(values, c * POINTS + p);
      }
    }
  }

  @Override
  public double sum(double[] values, int offset) {
    DoubleVector lanes = DoubleVector.zero(FOUR);
    for (int p = offset; p < offset + POINTS; p += WIDTH) {
      lanes = lanes.add(load(values, p));
    }
    return total(lanes);
  }

  @Override
  public void addSums(
      double[] x, int points, double[] mean, double[] r, int offset, int d, double[] into) {
    int whole = d - d % 4;
    for (int j = 0; j < whole; j += 4) {
      addFourSums(x, points, mean, r, offset, j, into);
    }
    for (int j = whole; j < d; j++) {
      DoubleVector m = DoubleVector.broadcast(FOUR, mean[j]);
      DoubleVector lanes = DoubleVector.zero(FOUR);
      for (int p = 0; p < points; p += WIDTH) {
        lanes = load(r, offset + p).fma(load(x, j * POINTS + p).sub(m), lanes);
      }
      into[j] += total(lanes);
    }
  }

  /** Four rows at a time: the sums of one row would wait for each other. */
  private static void addFourSums(
      double[] x, int points, double[] mean, double[] r, int offset, int j, double[] into) {
    DoubleVector ma = DoubleVector.broadcast(FOUR, mean[j]);
    DoubleVector mb = DoubleVector.broadcast(FOUR, mean[j + 1]);
    DoubleVector mc = DoubleVector.broadcast(FOUR, mean[j + 2]);
    DoubleVector me = DoubleVector.broadcast(FOUR, mean[j + 3]);
    DoubleVector a = DoubleVector.zero(FOUR);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector e = a;
    int row = j * POINTS;
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector weight = load(r, offset + p);
      a = weight.fma(load(x, row + p).sub(ma), a);
      b = weight.fma(load(x, row + POINTS + p).sub(mb), b);
      c = weight.fma(load(x, row + 2 * POINTS + p).sub(mc), c);
      e = weight.fma(load(x, row + 3 * POINTS + p).sub(me), e);
    }
    into[j] += total(a);
    into[j + 1] += total(b);
    into[j + 2] += total(c);
    into[j + 3] += total(e);
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
    int paired = d - d % 2;
    for (int j = 0; j < paired; j += 2) {
      addTwoSquares(x, points, mean, r, offset, j, sums, squares);
    }
    if (paired < d) {
      DoubleVector m = DoubleVector.broadcast(FOUR, mean[paired]);
      DoubleVector sum = DoubleVector.zero(FOUR);
      DoubleVector square = sum;
      for (int p = 0; p < points; p += WIDTH) {
        DoubleVector z = load(x, paired * POINTS + p).sub(m);
        DoubleVector w = load(r, offset + p).mul(z);
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
    DoubleVector ma = DoubleVector.broadcast(FOUR, mean[j]);
    DoubleVector mb = DoubleVector.broadcast(FOUR, mean[j + 1]);
    DoubleVector sumA = DoubleVector.zero(FOUR);
    DoubleVector sumB = sumA;
    DoubleVector squareA = sumA;
    DoubleVector squareB = sumA;
    int row = j * POINTS;
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector weight = load(r, offset + p);
      DoubleVector za = load(x, row + p).sub(ma);
      DoubleVector zb = load(x, row + POINTS + p).sub(mb);
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

  @Override
  public void weigh(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] roots,
      double[] v,
      double[] sums) {
    for (int p = 0; p < points; p += WIDTH) {
      load(r, offset + p).sqrt().intoArray(roots, p);
    }
    int whole = d - d % 4;
    for (int j = 0; j < whole; j += 4) {
      weighFour(x, points, mean, r, offset, j, roots, v, sums);
    }
    for (int j = whole; j < d; j++) {
      DoubleVector m = DoubleVector.broadcast(FOUR, mean[j]);
      DoubleVector lanes = DoubleVector.zero(FOUR);
      for (int p = 0; p < points; p += WIDTH) {
        DoubleVector z = load(x, j * POINTS + p).sub(m);
        lanes = load(r, offset + p).fma(z, lanes);
        z.mul(load(roots, p)).intoArray(v, j * POINTS + p);
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
    DoubleVector ma = DoubleVector.broadcast(FOUR, mean[j]);
    DoubleVector mb = DoubleVector.broadcast(FOUR, mean[j + 1]);
    DoubleVector mc = DoubleVector.broadcast(FOUR, mean[j + 2]);
    DoubleVector me = DoubleVector.broadcast(FOUR, mean[j + 3]);
    DoubleVector a = DoubleVector.zero(FOUR);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector e = a;
    int rowA = j * POINTS;
    int rowB = rowA + POINTS;
    int rowC = rowB + POINTS;
    int rowE = rowC + POINTS;
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector weight = load(r, offset + p);
      DoubleVector root = load(roots, p);
      DoubleVector za = load(x, rowA + p).sub(ma);
      DoubleVector zb = load(x, rowB + p).sub(mb);
      DoubleVector zc = load(x, rowC + p).sub(mc);
      DoubleVector ze = load(x, rowE + p).sub(me);
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

  @Override
  public void addProducts(double[] v, int points, int d, double[] into) {
    int whole = d - d % 4;
    for (int i = 0; i < whole; i += 4) {
      for (int j = 0; j <= i; j += 4) {
        if (MANY_REGISTERS) {
          addSquareBlock(v, points, i, j, into);
        } else {
          addBlock(v, points, i, j, into);
          addBlock(v, points, i, j + 2, into);
        }
      }
    }
    for (int i = whole; i < d; i++) {
      for (int j = 0; j < whole; j += 4) {
        addRow(v, points, i, j, into);
      }
      for (int j = whole; j <= i; j++) {
        into[i * (i + 1) / 2 + j] += dot(v, points, i * POINTS, j * POINTS);
      }
    }
  }

  /** Four rows by four: sixteen sums, for processors with 32 registers. */
  private static void addSquareBlock(double[] v, int points, int i, int j, double[] into) {
    DoubleVector a0 = DoubleVector.zero(FOUR);
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
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector z0 = load(v, vj + p);
      DoubleVector z1 = load(v, vj + POINTS + p);
      DoubleVector z2 = load(v, vj + 2 * POINTS + p);
      DoubleVector z3 = load(v, vj + 3 * POINTS + p);
      DoubleVector w = load(v, vi + p);
      a0 = w.fma(z0, a0);
      a1 = w.fma(z1, a1);
      a2 = w.fma(z2, a2);
      a3 = w.fma(z3, a3);
      w = load(v, vi + POINTS + p);
      b0 = w.fma(z0, b0);
      b1 = w.fma(z1, b1);
      b2 = w.fma(z2, b2);
      b3 = w.fma(z3, b3);
      w = load(v, vi + 2 * POINTS + p);
      c0 = w.fma(z0, c0);
      c1 = w.fma(z1, c1);
      c2 = w.fma(z2, c2);
      c3 = w.fma(z3, c3);
      w = load(v, vi + 3 * POINTS + p);
      e0 = w.fma(z0, e0);
      e1 = w.fma(z1, e1);
      e2 = w.fma(z2, e2);
      e3 = w.fma(z3, e3);
    }
    addPair(into, i, j, a0, a1);
    addPair(into, i, j + 2, a2, a3);
    addPair(into, i + 1, j, b0, b1);
    addPair(into, i + 1, j + 2, b2, b3);
    addPair(into, i + 2, j, c0, c1);
    addPair(into, i + 2, j + 2, c2, c3);
    addPair(into, i + 3, j, e0, e1);
    addPair(into, i + 3, j + 2, e2, e3);
  }

  /** Four rows by two: eight sums, for processors with 16 registers. */
  private static void addBlock(double[] v, int points, int i, int j, double[] into) {
    DoubleVector a0 = DoubleVector.zero(FOUR);
    DoubleVector a1 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector c0 = a0;
    DoubleVector c1 = a0;
    DoubleVector e0 = a0;
    DoubleVector e1 = a0;
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector z0 = load(v, vj + p);
      DoubleVector z1 = load(v, vj + POINTS + p);
      DoubleVector w = load(v, vi + p);
      a0 = w.fma(z0, a0);
      a1 = w.fma(z1, a1);
      w = load(v, vi + POINTS + p);
      b0 = w.fma(z0, b0);
      b1 = w.fma(z1, b1);
      w = load(v, vi + 2 * POINTS + p);
      c0 = w.fma(z0, c0);
      c1 = w.fma(z1, c1);
      w = load(v, vi + 3 * POINTS + p);
      e0 = w.fma(z0, e0);
      e1 = w.fma(z1, e1);
    }
    addPair(into, i, j, a0, a1);
    addPair(into, i + 1, j, b0, b1);
    addPair(into, i + 2, j, c0, c1);
    addPair(into, i + 3, j, e0, e1);
  }

  /** What lies above the diagonal is not kept. */
  private static void addPair(
      double[] into, int i, int j, DoubleVector first, DoubleVector second) {
    int t = i * (i + 1) / 2 + j;
    if (j <= i) {
      into[t] += total(first);
    }
    if (j + 1 <= i) {
      into[t + 1] += total(second);
    }
  }

  /** One row by four, below the last whole block. */
  private static void addRow(double[] v, int points, int i, int j, double[] into) {
    DoubleVector a0 = DoubleVector.zero(FOUR);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    int vi = i * POINTS;
    int vj = j * POINTS;
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector w = load(v, vi + p);
      a0 = w.fma(load(v, vj + p), a0);
      a1 = w.fma(load(v, vj + POINTS + p), a1);
      a2 = w.fma(load(v, vj + 2 * POINTS + p), a2);
      a3 = w.fma(load(v, vj + 3 * POINTS + p), a3);
    }
    addPair(into, i, j, a0, a1);
    addPair(into, i, j + 2, a2, a3);
  }

  private static double dot(double[] v, int points, int i, int j) {
    DoubleVector lanes = DoubleVector.zero(FOUR);
    for (int p = 0; p < points; p += WIDTH) {
      lanes = load(v, i + p).fma(load(v, j + p), lanes);
    }
    return total(lanes);
  }

  /** The lanes in their fixed order; {@code reduceLanes} adds in another one when interpreted. */
  private static double total(DoubleVector lanes) {
    return lanes.lane(0) + lanes.lane(1) + (lanes.lane(2) + lanes.lane(3));
  }

  /** As {@link Elementary#exp}. */
  static DoubleVector exp(DoubleVector x) {
    VectorMask<Double> isZero = x.compare(VectorOperators.LT, Elementary.EXP_UNDERFLOW);
    DoubleVector bounded = x.blend(Elementary.EXP_UNDERFLOW, isZero);
    DoubleVector rounded =
        bounded.fma(
            DoubleVector.broadcast(FOUR, Elementary.LOG2_E),
            DoubleVector.broadcast(FOUR, Elementary.ROUNDER));
    DoubleVector n = rounded.sub(Elementary.ROUNDER);
    DoubleVector r = n.fma(DoubleVector.broadcast(FOUR, -Elementary.LN2_HIGH), bounded);
    r = n.fma(DoubleVector.broadcast(FOUR, -Elementary.LN2_LOW), r);
    DoubleVector p = DoubleVector.broadcast(FOUR, Elementary.EXP[11]);
    for (int i = 10; i >= 0; i--) {
      p = p.fma(r, DoubleVector.broadcast(FOUR, Elementary.EXP[i]));
    }
    LongVector mantissa = r.mul(r).fma(p, r).add(1).reinterpretAsLongs();
    LongVector scale = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return mantissa.add(scale).reinterpretAsDoubles().blend(0, isZero);
  }

  /** As {@link Elementary#log}. */
  static DoubleVector log(DoubleVector x) {
    LongVector bits = x.reinterpretAsLongs();
    LongVector exponent = bits.sub(Elementary.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
    DoubleVector f =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
    DoubleVector n =
        exponent
            .add(LongVector.broadcast(LONGS, Elementary.ROUNDER_BITS))
            .reinterpretAsDoubles()
            .sub(Elementary.ROUNDER);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector p = DoubleVector.broadcast(FOUR, Elementary.LOG[10]);
    for (int i = 9; i >= 0; i--) {
      p = p.fma(z, DoubleVector.broadcast(FOUR, Elementary.LOG[i]));
    }
    DoubleVector correction = s.mul(z.neg().fma(p, f));
    DoubleVector low = n.neg().fma(DoubleVector.broadcast(FOUR, Elementary.LN2_LOW), correction);
    return n.fma(DoubleVector.broadcast(FOUR, Elementary.LN2_HIGH), f.sub(low));
  }

  private static DoubleVector load(double[] array, int offset) {
    return DoubleVector.fromArray(FOUR, array, offset);
  }
}
