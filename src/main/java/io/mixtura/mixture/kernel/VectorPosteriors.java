package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.Vectors.FOUR;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static io.mixtura.mixture.kernel.Vectors.exp;
import static io.mixtura.mixture.kernel.Vectors.load;
import static io.mixtura.mixture.kernel.Vectors.log;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** What components' densities at a point come to, on vectors of four points. */
final class VectorPosteriors {
  private VectorPosteriors() {}

  static void raise(double[] largest, double[] owners, double[] values, int offset, int owner) {
    for (int p = 0; p < POINTS; p += WIDTH) {
      DoubleVector before = load(largest, p);
      DoubleVector value = load(values, offset + p);
      VectorMask<Double> isLarger = value.compare(VectorOperators.GT, before);
      before.blend(value, isLarger).intoArray(largest, p);
      load(owners, p).blend(owner, isLarger).intoArray(owners, p);
    }
  }

  static int select(double[] values, int offset, int points, double[] floors, int[] into) {
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
      DoubleVector before = load(largest, p);
      DoubleVector value = load(values, offset + p);
      before.blend(value, value.compare(VectorOperators.GT, before)).intoArray(largest, p);
    }
  }

  private static void addExponentials(
      int points, double[] values, int row, double[] largest, double[] sums) {
    for (int p = 0; p < points; p += WIDTH) {
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

  private static void invert(int points, double[] sums) {
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector.broadcast(FOUR, 1).div(load(sums, p)).intoArray(sums, p);
    }
  }

  private static void scale(int points, double[] values, int row, double[] factors) {
    for (int p = 0; p < points; p += WIDTH) {
      load(values, row + p).mul(load(factors, p)).intoArray(values, row + p);
    }
  }

  private static void takeLogs(int points, double[] sums, double[] logSum, double[] logLargest) {
    for (int p = 0; p < points; p += WIDTH) {
      DoubleVector sum = load(sums, p);
      DoubleVector log = log(sum);
      load(logLargest, p).add(log).intoArray(logSum, p);
      log.neg().intoArray(logLargest, p);
    }
  }

  static void assignHard(double[] values, int points, int k, double[] largest) {
    for (int p = 0; p < points; p += WIDTH) {
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
}
