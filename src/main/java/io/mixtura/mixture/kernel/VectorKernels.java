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
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;
  private static final int WIDTH = 4;

  /** Vectors of four doubles are native only where registers have at least 256 bits. */
  static boolean isFast() {
    return DoubleVector.SPECIES_PREFERRED.length() >= WIDTH;
  }

  @Override
  public String name() {
    return "vector-256";
  }

  @Override
  public void centre(double[] x, double[] mean, int d, double[] z) {
    for (int j = 0; j < d; j++) {
      DoubleVector m = DoubleVector.broadcast(LANES, mean[j]);
      for (int p = j * POINTS; p < (j + 1) * POINTS; p += WIDTH) {
        load(x, p).sub(m).intoArray(z, p);
      }
    }
  }

  @Override
  public void squaredLengths(double[] z, double[] whitening, int d, double[] q) {
    int whole = d - d % 4;
    for (int p = 0; p < POINTS; p += 2 * WIDTH) {
      DoubleVector q0 = DoubleVector.zero(LANES);
      DoubleVector q1 = q0;
      for (int i = 0; i < whole; i += 4) {
        // Four rows of U by eight points: eight sums stay in registers.
        int u0 = i * (i + 1) / 2;
        int u1 = u0 + i + 1;
        int u2 = u1 + i + 2;
        int u3 = u2 + i + 3;
        DoubleVector a0 = DoubleVector.zero(LANES);
        DoubleVector a1 = a0;
        DoubleVector b0 = a0;
        DoubleVector b1 = a0;
        DoubleVector c0 = a0;
        DoubleVector c1 = a0;
        DoubleVector e0 = a0;
        DoubleVector e1 = a0;
        for (int j = 0; j <= i; j++) {
          DoubleVector z0 = load(z, j * POINTS + p);
          DoubleVector z1 = load(z, j * POINTS + p + WIDTH);
          DoubleVector ua = DoubleVector.broadcast(LANES, whitening[u0 + j]);
          a0 = ua.fma(z0, a0);
          a1 = ua.fma(z1, a1);
          DoubleVector ub = DoubleVector.broadcast(LANES, whitening[u1 + j]);
          b0 = ub.fma(z0, b0);
          b1 = ub.fma(z1, b1);
          DoubleVector uc = DoubleVector.broadcast(LANES, whitening[u2 + j]);
          c0 = uc.fma(z0, c0);
          c1 = uc.fma(z1, c1);
          DoubleVector ue = DoubleVector.broadcast(LANES, whitening[u3 + j]);
          e0 = ue.fma(z0, e0);
          e1 = ue.fma(z1, e1);
        }
        // The corner of the triangle, where the rows end one after the other.
        DoubleVector z0 = load(z, (i + 1) * POINTS + p);
        DoubleVector z1 = load(z, (i + 1) * POINTS + p + WIDTH);
        DoubleVector ub = DoubleVector.broadcast(LANES, whitening[u1 + i + 1]);
        b0 = ub.fma(z0, b0);
        b1 = ub.fma(z1, b1);
        DoubleVector uc = DoubleVector.broadcast(LANES, whitening[u2 + i + 1]);
        c0 = uc.fma(z0, c0);
        c1 = uc.fma(z1, c1);
        DoubleVector ue = DoubleVector.broadcast(LANES, whitening[u3 + i + 1]);
        e0 = ue.fma(z0, e0);
        e1 = ue.fma(z1, e1);
        z0 = load(z, (i + 2) * POINTS + p);
        z1 = load(z, (i + 2) * POINTS + p + WIDTH);
        uc = DoubleVector.broadcast(LANES, whitening[u2 + i + 2]);
        c0 = uc.fma(z0, c0);
        c1 = uc.fma(z1, c1);
        ue = DoubleVector.broadcast(LANES, whitening[u3 + i + 2]);
        e0 = ue.fma(z0, e0);
        e1 = ue.fma(z1, e1);
        ue = DoubleVector.broadcast(LANES, whitening[u3 + i + 3]);
        e0 = ue.fma(load(z, (i + 3) * POINTS + p), e0);
        e1 = ue.fma(load(z, (i + 3) * POINTS + p + WIDTH), e1);
        q0 = e0.fma(e0, c0.fma(c0, b0.fma(b0, a0.fma(a0, q0))));
        q1 = e1.fma(e1, c1.fma(c1, b1.fma(b1, a1.fma(a1, q1))));
      }
      for (int i = whole; i < d; i++) {
        int u = i * (i + 1) / 2;
        DoubleVector a0 = DoubleVector.zero(LANES);
        DoubleVector a1 = a0;
        for (int j = 0; j <= i; j++) {
          DoubleVector ua = DoubleVector.broadcast(LANES, whitening[u + j]);
          a0 = ua.fma(load(z, j * POINTS + p), a0);
          a1 = ua.fma(load(z, j * POINTS + p + WIDTH), a1);
        }
        q0 = a0.fma(a0, q0);
        q1 = a1.fma(a1, q1);
      }
      q0.min(ScalarKernels.FARTHEST).intoArray(q, p);
      q1.min(ScalarKernels.FARTHEST).intoArray(q, p + WIDTH);
    }
  }

  @Override
  public void squaredLengthsDiagonal(
      double[] x, double[] mean, double[] whitening, int d, double[] q) {
    for (int p = 0; p < POINTS; p += 2 * WIDTH) {
      DoubleVector q0 = DoubleVector.zero(LANES);
      DoubleVector q1 = q0;
      for (int j = 0; j < d; j++) {
        DoubleVector m = DoubleVector.broadcast(LANES, mean[j]);
        DoubleVector u = DoubleVector.broadcast(LANES, whitening[j]);
        DoubleVector y0 = load(x, j * POINTS + p).sub(m).mul(u);
        DoubleVector y1 = load(x, j * POINTS + p + WIDTH).sub(m).mul(u);
        q0 = y0.fma(y0, q0);
        q1 = y1.fma(y1, q1);
      }
      q0.min(ScalarKernels.FARTHEST).intoArray(q, p);
      q1.min(ScalarKernels.FARTHEST).intoArray(q, p + WIDTH);
    }
  }

  @Override
  public void logDensities(double[] q, double constant, double[] out, int offset) {
    DoubleVector c = DoubleVector.broadcast(LANES, constant);
    DoubleVector half = DoubleVector.broadcast(LANES, -0.5);
    for (int p = 0; p < POINTS; p += WIDTH) {
      load(q, p).fma(half, c).intoArray(out, offset + p);
    }
  }

  @Override
  public void normalize(double[] values, int k, double[] logSum, double[] logLargest) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector largest = load(values, p);
      for (int c = 1; c < k; c++) {
        largest = largest.max(load(values, c * POINTS + p));
      }
      DoubleVector sum = DoubleVector.zero(LANES);
      for (int c = 0; c < k; c++) {
        DoubleVector e = exp(load(values, c * POINTS + p).sub(largest));
        e.intoArray(values, c * POINTS + p);
        sum = sum.add(e);
      }
      DoubleVector inverse = DoubleVector.broadcast(LANES, 1).div(sum);
      for (int c = 0; c < k; c++) {
        load(values, c * POINTS + p).mul(inverse).intoArray(values, c * POINTS + p);
      }
      DoubleVector log = log(sum);
      largest.add(log).intoArray(logSum, p);
      log.neg().intoArray(logLargest, p);
    }
  }

  @Override
  public void assignHard(double[] values, int k, double[] largest) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector best = load(values, p);
      DoubleVector index = DoubleVector.zero(LANES);
      for (int c = 1; c < k; c++) {
        DoubleVector value = load(values, c * POINTS + p);
        VectorMask<Double> better = value.compare(VectorOperators.GT, best);
        best = best.blend(value, better);
        index = index.blend(c, better);
      }
      best.intoArray(largest, p);
      for (int c = 0; c < k; c++) {
        DoubleVector.zero(LANES)
            .blend(1, index.compare(VectorOperators.EQ, c))
            .intoArray(values, c * POINTS + p);
      }
    }
  }

  @Override
  public void weigh(double[] z, double[] r, int offset, int d, double[] w) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector weight = load(r, offset + p);
      for (int j = 0; j < d; j++) {
        weight.mul(load(z, j * POINTS + p)).intoArray(w, j * POINTS + p);
      }
    }
  }

  @Override
  public double sum(double[] values, int offset) {
    DoubleVector lanes = DoubleVector.zero(LANES);
    for (int p = offset; p < offset + POINTS; p += WIDTH) {
      lanes = lanes.add(load(values, p));
    }
    return total(lanes);
  }

  @Override
  public void addSums(double[] w, int d, double[] into) {
    for (int j = 0; j < d; j++) {
      into[j] += sum(w, j * POINTS);
    }
  }

  @Override
  public void addSquares(double[] w, double[] z, int d, double[] into) {
    for (int j = 0; j < d; j++) {
      into[j] += dot(w, j * POINTS, z, j * POINTS);
    }
  }

  @Override
  public void addProducts(double[] w, double[] z, int d, double[] into) {
    int whole = d - d % 4;
    for (int i = 0; i < whole; i += 4) {
      for (int j = 0; j < i + 4; j += 2) {
        addBlock(w, z, i, j, into);
      }
    }
    for (int i = whole; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        into[i * (i + 1) / 2 + j] += dot(w, i * POINTS, z, j * POINTS);
      }
    }
  }

  /** Four rows by two columns of products; what lies above the diagonal is not kept. */
  private static void addBlock(double[] w, double[] z, int i, int j, double[] into) {
    DoubleVector a0 = DoubleVector.zero(LANES);
    DoubleVector a1 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector c0 = a0;
    DoubleVector c1 = a0;
    DoubleVector e0 = a0;
    DoubleVector e1 = a0;
    int wi = i * POINTS;
    int zj = j * POINTS;
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector z0 = load(z, zj + p);
      DoubleVector z1 = load(z, zj + POINTS + p);
      DoubleVector wa = load(w, wi + p);
      a0 = wa.fma(z0, a0);
      a1 = wa.fma(z1, a1);
      DoubleVector wb = load(w, wi + POINTS + p);
      b0 = wb.fma(z0, b0);
      b1 = wb.fma(z1, b1);
      DoubleVector wc = load(w, wi + 2 * POINTS + p);
      c0 = wc.fma(z0, c0);
      c1 = wc.fma(z1, c1);
      DoubleVector we = load(w, wi + 3 * POINTS + p);
      e0 = we.fma(z0, e0);
      e1 = we.fma(z1, e1);
    }
    addPair(into, i, j, a0, a1);
    addPair(into, i + 1, j, b0, b1);
    addPair(into, i + 2, j, c0, c1);
    addPair(into, i + 3, j, e0, e1);
  }

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

  private static double dot(double[] a, int i, double[] b, int j) {
    DoubleVector lanes = DoubleVector.zero(LANES);
    for (int p = 0; p < POINTS; p += WIDTH) {
      lanes = load(a, i + p).fma(load(b, j + p), lanes);
    }
    return total(lanes);
  }

  /** The lanes in their fixed order; {@code reduceLanes} adds in another one when interpreted. */
  private static double total(DoubleVector lanes) {
    return lanes.lane(0) + lanes.lane(1) + (lanes.lane(2) + lanes.lane(3));
  }

  /** As {@link Elementary#exp}. */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector bounded = x.max(Elementary.EXP_UNDERFLOW);
    DoubleVector rounded =
        bounded.fma(
            DoubleVector.broadcast(LANES, Elementary.LOG2_E),
            DoubleVector.broadcast(LANES, Elementary.ROUNDER));
    DoubleVector n = rounded.sub(Elementary.ROUNDER);
    DoubleVector r = n.fma(DoubleVector.broadcast(LANES, -Elementary.LN2_HIGH), bounded);
    r = n.fma(DoubleVector.broadcast(LANES, -Elementary.LN2_LOW), r);
    DoubleVector p = DoubleVector.broadcast(LANES, Elementary.EXP[11]);
    for (int i = 10; i >= 0; i--) {
      p = p.fma(r, DoubleVector.broadcast(LANES, Elementary.EXP[i]));
    }
    LongVector mantissa = r.mul(r).fma(p, r).add(1).reinterpretAsLongs();
    LongVector scale = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return mantissa
        .add(scale)
        .reinterpretAsDoubles()
        .blend(0, x.compare(VectorOperators.LT, Elementary.EXP_UNDERFLOW));
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
    DoubleVector p = DoubleVector.broadcast(LANES, Elementary.LOG[10]);
    for (int i = 9; i >= 0; i--) {
      p = p.fma(z, DoubleVector.broadcast(LANES, Elementary.LOG[i]));
    }
    DoubleVector correction = s.mul(z.neg().fma(p, f));
    DoubleVector low = n.neg().fma(DoubleVector.broadcast(LANES, Elementary.LN2_LOW), correction);
    return n.fma(DoubleVector.broadcast(LANES, Elementary.LN2_HIGH), f.sub(low));
  }

  private static DoubleVector load(double[] array, int offset) {
    return DoubleVector.fromArray(LANES, array, offset);
  }
}
