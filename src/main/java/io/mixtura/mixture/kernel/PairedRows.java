package io.mixtura.mixture.kernel;

/**
 * A lower triangular matrix as the kernels read it: rows in pairs, and of a pair the two values of
 * one column after those of the other, so that both rows are read by one index. The first row of a
 * pair has a zero where the second is longer; a last row without a partner has one of zeros.
 */
public final class PairedRows {
  private PairedRows() {}

  /** The number of values for a matrix of d rows. */
  public static int length(int d) {
    return start(d + d % 2);
  }

  /** The place of the entry in row i and column j ≤ i. */
  public static int index(int i, int j) {
    return start(i - i % 2) + 2 * j + i % 2;
  }

  /** The place of the pair whose first row is the even i: Σ 2 (m + 2) over the even m < i. */
  static int start(int i) {
    return i * (i + 2) / 2;
  }
}
