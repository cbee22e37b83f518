package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Elementary.EXP;
import static io.mixtura.mixture.kernel.Elementary.EXP_UNDERFLOW;
import static io.mixtura.mixture.kernel.Elementary.LN2_HIGH;
import static io.mixtura.mixture.kernel.Elementary.LN2_LOW;
import static io.mixtura.mixture.kernel.Elementary.LOG;
import static io.mixtura.mixture.kernel.Elementary.LOG2_E;
import static io.mixtura.mixture.kernel.Elementary.ROUNDER;
import static io.mixtura.mixture.kernel.Elementary.ROUNDER_BITS;
import static io.mixtura.mixture.kernel.Elementary.SQRT_HALF_BITS;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.Vectors.WIDE;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The shares that components have in a point by their densities there, on vectors of points. */
final class VectorPosteriors {
  private VectorPosteriors() {}

  static int select(double[] values, int offset, int points, double[] floors, int[] into) {
    int count = 0;
    for (int p = 0; p < points; p += WIDTH) {
      VectorMask<Double> above =
          fromArray(WIDE, values, offset + p)
              .compare(VectorOperators.GT, fromArray(WIDE, floors, p));
      if (above.anyTrue()) {
        for (long bits = above.toLong(); bits != 0; bits &= bits - 1) {
          into[count++] = p + Long.numberOfTrailingZeros(bits);
        }
      }
    }
    return count;
  }

  /**
   * Row by row and step by step: what the compiler inlines into one method it gives up on when
   * there is too much of it, and boxes the vectors of the rest. So exp and log stand in their
   * loops, which makes methods too large to be inlined anywhere.
   */
  static void normalize(double[] values, int points, int k, double[] logSum, double[] logLargest) {
    int end = k * POINTS;
    System.arraycopy(values, 0, logLargest, 0, points);
    for (int row = POINTS; row < end; row += POINTS) {
      raise(points, logLargest, values, row);
    }
    double[] sums = new double[points];
    for (int row = 0; row < end; row += POINTS) {
      addExponentials(points, values, row, logLargest, sums);
    }
    takeLogs(points, sums, logSum, logLargest);
    invert(points, sums);
    for (int row = 0; row < end; row += POINTS) {
      scale(points, values, row, sums);
    }
  }

  private static void raise(int points, double[] largest, double[] values, int offset) {
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector before = fromArray(WIDE, largest, p);
      DoubleVector value = fromArray(WIDE, values, offset + p);
      before.blend(value, value.compare(VectorOperators.GT, before)).intoArray(largest, p);
    }
  }

  /** With {@link Elementary#exp}. */
  private static void addExponentials(
      int points, double[] values, int row, double[] largest, double[] sums) {
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector x = fromArray(WIDE, values, row + p).sub(fromArray(WIDE, largest, p));
      VectorMask<Double> isZero = x.compare(VectorOperators.LT, EXP_UNDERFLOW);
      // Of many components, most are far below the largest.
      if (isZero.allTrue()) {
        zero(WIDE).intoArray(values, row + p);
        continue;
      }
      DoubleVector bounded = x.blend(EXP_UNDERFLOW, isZero);
      DoubleVector rounded = bounded.fma(broadcast(WIDE, LOG2_E), broadcast(WIDE, ROUNDER));
      DoubleVector n = rounded.sub(ROUNDER);
      DoubleVector r = n.fma(broadcast(WIDE, -LN2_HIGH), bounded);
      r = n.fma(broadcast(WIDE, -LN2_LOW), r);
      DoubleVector e = broadcast(WIDE, EXP[11]);
      e = e.fma(r, broadcast(WIDE, EXP[10]));
      e = e.fma(r, broadcast(WIDE, EXP[9]));
      e = e.fma(r, broadcast(WIDE, EXP[8]));
      e = e.fma(r, broadcast(WIDE, EXP[7]));
      e = e.fma(r, broadcast(WIDE, EXP[6]));
      e = e.fma(r, broadcast(WIDE, EXP[5]));
      e = e.fma(r, broadcast(WIDE, EXP[4]));
      e = e.fma(r, broadcast(WIDE, EXP[3]));
      e = e.fma(r, broadcast(WIDE, EXP[2]));
      e = e.fma(r, broadcast(WIDE, EXP[1]));
      e = e.fma(r, broadcast(WIDE, EXP[0]));
      LongVector mantissa = r.mul(r).fma(e, r).add(1).reinterpretAsLongs();
      LongVector scale = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      e = mantissa.add(scale).reinterpretAsDoubles().blend(0, isZero);
      e.intoArray(values, row + p);
      fromArray(WIDE, sums, p).add(e).intoArray(sums, p);
    }
  }

  private static void invert(int points, double[] sums) {
    for (int p = 0; p < points; p += WIDTH) {
      broadcast(WIDE, 1).div(fromArray(WIDE, sums, p)).intoArray(sums, p);
    }
  }

  private static void scale(int points, double[] values, int row, double[] factors) {
    for (int p = 0; p < points; p += WIDTH) {
      fromArray(WIDE, values, row + p).mul(fromArray(WIDE, factors, p)).intoArray(values, row + p);
    }
  }

  static void multiply(double[] values, int k, double[] factors) {
    for (int row = 0; row < k * POINTS; row += POINTS) {
      scale(POINTS, values, row, factors);
    }
  }

  /** With {@link Elementary#log}. */
  private static void takeLogs(int points, double[] sums, double[] logSum, double[] logLargest) {
    for (int p = 0; p < points; p += WIDTH) {
      LongVector bits = fromArray(WIDE, sums, p).reinterpretAsLongs();
      LongVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
      DoubleVector f =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
      DoubleVector n = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector l = broadcast(WIDE, LOG[10]);
      l = l.fma(z, broadcast(WIDE, LOG[9]));
      l = l.fma(z, broadcast(WIDE, LOG[8]));
      l = l.fma(z, broadcast(WIDE, LOG[7]));
      l = l.fma(z, broadcast(WIDE, LOG[6]));
      l = l.fma(z, broadcast(WIDE, LOG[5]));
      l = l.fma(z, broadcast(WIDE, LOG[4]));
      l = l.fma(z, broadcast(WIDE, LOG[3]));
      l = l.fma(z, broadcast(WIDE, LOG[2]));
      l = l.fma(z, broadcast(WIDE, LOG[1]));
      l = l.fma(z, broadcast(WIDE, LOG[0]));
      DoubleVector correction = s.mul(z.neg().fma(l, f));
      DoubleVector low = n.neg().fma(broadcast(WIDE, LN2_LOW), correction);
      l = n.fma(broadcast(WIDE, LN2_HIGH), f.sub(low));
      fromArray(WIDE, logLargest, p).add(l).intoArray(logSum, p);
      l.neg().intoArray(logLargest, p);
    }
  }

  /** With {@link Elementary#log}. */
  static void thicken(
      double[] values,
      int offset,
      int points,
      double degreesOfFreedom,
      int d,
      double constant,
      double[] weights,
      double[] logs) {
    double sum = degreesOfFreedom + d;
    for (int i = offset; i < offset + points; i += WIDTH) {
      DoubleVector q = fromArray(WIDE, values, i).mul(-2);
      DoubleVector t = q.mul(1 / degreesOfFreedom);
      DoubleVector weight = broadcast(WIDE, sum).div(q.add(degreesOfFreedom));
      weight.intoArray(weights, i);
      DoubleVector argument = t.add(1);
      DoubleVector rest = t.sub(argument.sub(1)).mul(weight.mul(degreesOfFreedom / sum));
      LongVector bits = argument.reinterpretAsLongs();
      LongVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
      DoubleVector f =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
      DoubleVector n = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector l = broadcast(WIDE, LOG[10]);
      l = l.fma(z, broadcast(WIDE, LOG[9]));
      l = l.fma(z, broadcast(WIDE, LOG[8]));
      l = l.fma(z, broadcast(WIDE, LOG[7]));
      l = l.fma(z, broadcast(WIDE, LOG[6]));
      l = l.fma(z, broadcast(WIDE, LOG[5]));
      l = l.fma(z, broadcast(WIDE, LOG[4]));
      l = l.fma(z, broadcast(WIDE, LOG[3]));
      l = l.fma(z, broadcast(WIDE, LOG[2]));
      l = l.fma(z, broadcast(WIDE, LOG[1]));
      l = l.fma(z, broadcast(WIDE, LOG[0]));
      DoubleVector correction = s.mul(z.neg().fma(l, f));
      DoubleVector low = n.neg().fma(broadcast(WIDE, LN2_LOW), correction);
      l = n.fma(broadcast(WIDE, LN2_HIGH), f.sub(low)).add(rest);
      l.intoArray(logs, i);
      l.fma(broadcast(WIDE, sum * -0.5), broadcast(WIDE, constant)).intoArray(values, i);
    }
  }

  static void assignHard(double[] values, int points, int k, double[] largest) {
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector best = fromArray(WIDE, values, p);
      DoubleVector index = zero(WIDE);
      for (int c = 1; c < k; c++) {
        DoubleVector value = fromArray(WIDE, values, c * POINTS + p);
        VectorMask<Double> better = value.compare(VectorOperators.GT, best);
        best = best.blend(value, better);
        index = index.blend(c, better);
      }
      best.intoArray(largest, p);
      for (int c = 0; c < k; c++) {
        zero(WIDE).blend(1, index.compare(VectorOperators.EQ, c)).intoArray(values, c * POINTS + p);
      }
    }
  }
}
