package io.mixtura.mixture.kernel;

import static io.mixtura.mixture.kernel.Kernels.POINTS;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Arguments for kernels, decided by a seed. */
final class KernelInputs {
  static final int[] DIMENSIONS = {1, 2, 3, 4, 5, 7, 8, 16, 17, 31, 64};

  /** What the numbers are like. */
  enum Kind {
    /** Near 0 and of either sign. */
    ORDINARY,
    /** From 1e-100 to 1e100, of either sign, with zeros of either sign among them. */
    EXTREME,
    /** Ordinary in the first 37 lanes of each row, zero in the others. */
    PADDED
  }

  private final Kind kind;
  private final SplittableRandom random;

  KernelInputs(Kind kind, long seed) {
    this.kind = kind;
    this.random = new SplittableRandom(seed);
  }

  /** A tile. */
  double[] tile(int rows) {
    double[] values = new double[rows * POINTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = kind == Kind.PADDED && i % POINTS >= 37 ? 0 : value();
    }
    return values;
  }

  /** Numbers that do not belong to points. */
  double[] vector(int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> value());
    return values;
  }

  /** As many points as a tile has, each a row. */
  double[] rows(int d) {
    int stride = ColumnBlocks.stride(d);
    double[] rows = new double[POINTS * stride];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % stride < d ? value() : 0;
    }
    return rows;
  }

  /** A triangle. */
  double[] columns(int d) {
    double[] columns = new double[ColumnBlocks.length(d)];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        columns[ColumnBlocks.index(i, j)] = value();
      }
    }
    return columns;
  }

  /** What is seen of components: of every second one a ball. */
  double[] outlines(int k) {
    double[] outlines = vector(k * Kernels.OUTLINE);
    for (int c = 0; c < k; c++) {
      outlines[c * Kernels.OUTLINE + Kernels.DIRECTIONS] = c % 2 == 0 ? 0.75 : 0;
    }
    return outlines;
  }

  /** Weights from 0 to 1, 0 in the lanes that are empty. */
  double[] weights(int rows) {
    double[] values = new double[rows * POINTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = kind == Kind.PADDED && i % POINTS >= 37 ? 0 : random.nextDouble();
    }
    return values;
  }

  /** Rows of log densities; of each point at least one is finite, the others may be −∞. */
  double[] logDensities(int k) {
    double[] values = new double[k * POINTS];
    for (int p = 0; p < POINTS; p++) {
      int finite = random.nextInt(k);
      for (int c = 0; c < k; c++) {
        values[c * POINTS + p] =
            c != finite && random.nextInt(4) == 0 ? Double.NEGATIVE_INFINITY : logDensity();
      }
    }
    return values;
  }

  /** Two rows of −q/2 for squared lengths q from 0 to the farthest. */
  double[] halvedLengths() {
    double[] values = new double[2 * POINTS];
    for (int i = 0; i < values.length; i++) {
      double length = value();
      values[i] = Math.max(-5e299, -length * length / 2);
    }
    return values;
  }

  private double logDensity() {
    return switch (kind) {
      case ORDINARY -> -50 * random.nextDouble();
      case PADDED -> -5;
      case EXTREME ->
          switch (random.nextInt(5)) {
            case 0 -> -5e299;
            case 1 -> -1e100 * random.nextDouble();
            case 2 -> -708 - random.nextDouble();
            case 3 -> 700 * (random.nextDouble() - 0.5);
            default -> -0.0;
          };
    };
  }

  private double value() {
    return switch (kind) {
      case ORDINARY, PADDED -> 4 * random.nextDouble() - 2;
      case EXTREME ->
          switch (random.nextInt(8)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            default -> {
              double magnitude = StrictMath.pow(10, 200 * random.nextDouble() - 100);
              yield random.nextBoolean() ? magnitude : -magnitude;
            }
          };
    };
  }
}
