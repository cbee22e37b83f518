package io.mixtura.mixture.kernel;

/**
 * A lower triangular matrix as kernels read it that take one point at a time: four rows after four
 * rows, and of these column after column up to the diagonal, the four values of one side by side.
 * Above the diagonal and below the last row there are zeros.
 */
public final class ColumnBlocks {
  /** Rows of a block. */
  static final int ROWS = 4;

  private ColumnBlocks() {}

  /** The number of values in a row of a point or of a mean: its dimensions, filled up by zeros. */
  public static int stride(int d) {
    return Math.ceilDiv(d, ROWS) * ROWS;
  }

  /** The number of values for a matrix of d rows. */
  public static int length(int d) {
    return start(stride(d));
  }

  /** The place of the entry in row i and column j ≤ i. */
  public static int index(int i, int j) {
    return start(i - i % ROWS) + ROWS * j + i % ROWS;
  }

  /** The place of the four rows from i on: Σ 4 (m + 4) over the multiples m < i of four. */
  static int start(int i) {
    return i * (i + ROWS) / 2;
  }
}
