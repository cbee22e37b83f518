package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.OUTLINE;
import static io.mixtura.mixture.kernel.Kernels.PANEL;
import static io.mixtura.mixture.kernel.Kernels.POINTS;
import static io.mixtura.mixture.kernel.ScalarBounds.PRECISION;
import static io.mixtura.mixture.kernel.ScalarBounds.WHITENING;
import static io.mixtura.mixture.kernel.ScalarKernels.FARTHEST;
import static io.mixtura.mixture.kernel.Vectors.WIDE;
import static io.mixtura.mixture.kernel.Vectors.WIDTH;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarBounds} on vectors of points, which stay in registers for all components. */
final class VectorBounds {
  private VectorBounds() {}

  static void bound(
      double[] y,
      int p,
      double[] outlines,
      double[] constants,
      double[] bounds,
      double[] highest,
      double[] owners) {
    for (int lane = 0; lane < PANEL; lane += WIDTH) {
      balls(y, p + lane, outlines, constants, bounds, lane);
    }
    for (int c = 0; c < constants.length; c++) {
      if (outlines[c * OUTLINE + PRECISION] == 0) {
        ellipsoid(y, p, outlines, c * OUTLINE, constants[c], bounds, c * PANEL);
      }
    }
    for (int lane = 0; lane < PANEL; lane += 2 * WIDTH) {
      highest(bounds, lane, constants.length, highest, owners, p + lane);
    }
  }

  private static void balls(
      double[] y, int p, double[] outlines, double[] constants, double[] bounds, int at) {
    DoubleVector y0 = fromArray(WIDE, y, p);
    DoubleVector y1 = fromArray(WIDE, y, p + POINTS);
    DoubleVector y2 = fromArray(WIDE, y, p + 2 * POINTS);
    DoubleVector y3 = fromArray(WIDE, y, p + 3 * POINTS);
    for (int c = 0; c < constants.length; c++) {
      int outline = c * OUTLINE;
      DoubleVector z0 = y0.sub(outlines[outline]);
      DoubleVector z1 = y1.sub(outlines[outline + 1]);
      DoubleVector z2 = y2.sub(outlines[outline + 2]);
      DoubleVector z3 = y3.sub(outlines[outline + 3]);
      DoubleVector length =
          z3.fma(z3, z2.fma(z2, z1.fma(z1, z0.mul(z0)))).mul(outlines[outline + PRECISION]);
      length
          .blend(FARTHEST, length.compare(VectorOperators.GT, FARTHEST))
          .fma(broadcast(WIDE, -0.5), broadcast(WIDE, constants[c]))
          .intoArray(bounds, at + c * PANEL);
    }
  }

  private static void ellipsoid(
      double[] y, int p, double[] outlines, int outline, double constant, double[] bounds, int at) {
    for (int lane = 0; lane < PANEL; lane += WIDTH) {
      DoubleVector z0 = fromArray(WIDE, y, p + lane).sub(outlines[outline]);
      DoubleVector z1 = fromArray(WIDE, y, p + lane + POINTS).sub(outlines[outline + 1]);
      DoubleVector z2 = fromArray(WIDE, y, p + lane + 2 * POINTS).sub(outlines[outline + 2]);
      DoubleVector z3 = fromArray(WIDE, y, p + lane + 3 * POINTS).sub(outlines[outline + 3]);
      int u = outline + WHITENING;
      DoubleVector a = z0.mul(outlines[u]);
      DoubleVector length = a.mul(a);
      a = z1.fma(broadcast(WIDE, outlines[u + 2]), z0.mul(outlines[u + 1]));
      length = a.fma(a, length);
      a = z1.fma(broadcast(WIDE, outlines[u + 4]), z0.mul(outlines[u + 3]));
      a = z2.fma(broadcast(WIDE, outlines[u + 5]), a);
      length = a.fma(a, length);
      a = z1.fma(broadcast(WIDE, outlines[u + 7]), z0.mul(outlines[u + 6]));
      a = z2.fma(broadcast(WIDE, outlines[u + 8]), a);
      a = z3.fma(broadcast(WIDE, outlines[u + 9]), a);
      length = a.fma(a, length);
      length
          .blend(FARTHEST, length.compare(VectorOperators.GT, FARTHEST))
          .fma(broadcast(WIDE, -0.5), broadcast(WIDE, constant))
          .intoArray(bounds, at + lane);
    }
  }

  /** Two vectors at a time: each step waits for the one before. */
  private static void highest(
      double[] bounds, int lane, int k, double[] highest, double[] owners, int p) {
    DoubleVector largest0 = broadcast(WIDE, Double.NEGATIVE_INFINITY);
    DoubleVector largest1 = largest0;
    DoubleVector owner0 = zero(WIDE);
    DoubleVector owner1 = owner0;
    for (int c = 0; c < k; c++) {
      DoubleVector bound0 = fromArray(WIDE, bounds, lane + c * PANEL);
      DoubleVector bound1 = fromArray(WIDE, bounds, lane + c * PANEL + WIDTH);
      VectorMask<Double> isHigher0 = bound0.compare(VectorOperators.GT, largest0);
      VectorMask<Double> isHigher1 = bound1.compare(VectorOperators.GT, largest1);
      largest0 = largest0.blend(bound0, isHigher0);
      largest1 = largest1.blend(bound1, isHigher1);
      owner0 = owner0.blend(c, isHigher0);
      owner1 = owner1.blend(c, isHigher1);
    }
    largest0.intoArray(highest, p);
    largest1.intoArray(highest, p + WIDTH);
    owner0.intoArray(owners, p);
    owner1.intoArray(owners, p + WIDTH);
  }

  static int selectBounds(double[] bounds, int k, double[] floors, int p, int[] into) {
    int count = 0;
    for (int at = 0; at < k * PANEL; at += PANEL) {
      long bits = 0;
      for (int lane = 0; lane < PANEL; lane += WIDTH) {
        bits |=
            fromArray(WIDE, bounds, at + lane)
                    .compare(VectorOperators.GT, fromArray(WIDE, floors, p + lane))
                    .toLong()
                << lane;
      }
      for (; bits != 0; bits &= bits - 1) {
        into[count++] = at + Long.numberOfTrailingZeros(bits);
      }
    }
    return count;
  }
}
