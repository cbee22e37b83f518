package io.mixtura.mixture.covariance;

/**
 * The Cholesky decomposition Σ = L Lᵀ, and L⁻¹.
 *
 * <p>Both go by whole rows, from which multiples of the rows above are subtracted, four at a time:
 * loops that the compiler turns into vectors, where the usual inner products would wait for each
 * other. The rows are those of Lᵀ and of L⁻¹.
 */
public final class Cholesky {
  private final int d;
  private final double[][] transposed;
  private final double[] conditionalVariances;
  private final boolean isComplete;

  /**
   * Decomposes as far as it goes.
   *
   * @param lower the rows of the lower triangle of Σ one after the other, d(d+1)/2 values
   */
  public Cholesky(int d, double[] lower) {
    this.d = d;
    this.transposed = new double[d][d];
    this.conditionalVariances = new double[d];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        transposed[j][i] = lower[t];
      }
    }
    this.isComplete = decompose();
  }

  private boolean decompose() {
    for (int j = 0; j < d; j++) {
      double[] row = transposed[j];
      subtractRows(transposed, j, row, j, d);
      double rest = row[j];
      // Negated, so that NaN ends it, too.
      if (!(rest > 0)) {
        return false;
      }
      conditionalVariances[j] = rest;
      double pivot = Math.sqrt(rest);
      for (int t = j; t < d; t++) {
        row[t] /= pivot;
      }
    }
    return true;
  }

  /** Whether Σ is positive definite, as far as rounding lets it be seen. */
  boolean isComplete() {
    return isComplete;
  }

  public int dimensions() {
    return d;
  }

  /** L_ij, where j is at most i. */
  public double get(int i, int j) {
    return transposed[j][i];
  }

  /** L_jj², the variance of column j given the columns before it; 0 from where it ended. */
  double[] conditionalVariances() {
    return conditionalVariances;
  }

  /** log |Σ|; −∞ where the decomposition ended before. */
  public double logDeterminant() {
    if (!isComplete) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (int j = 0; j < d; j++) {
      sum += 2 * StrictMath.log(transposed[j][j]);
    }
    return sum;
  }

  /** The rows of L⁻¹, each d long, with zeros above the diagonal: L_ii X_i = e_i − Σ_m L_im X_m. */
  double[][] inverse() {
    double[][] inverse = new double[d][d];
    for (int i = 0; i < d; i++) {
      double[] row = inverse[i];
      subtractRows(inverse, i, row, 0, i);
      row[i] = 1;
      double pivot = transposed[i][i];
      for (int t = 0; t <= i; t++) {
        row[t] /= pivot;
      }
    }
    return inverse;
  }

  /** row −= Σ_{m<i} L_im rows_m, in the columns from {@code from} to before {@code end}. */
  private void subtractRows(double[][] rows, int i, double[] row, int from, int end) {
    int m = 0;
    for (; m + 4 <= i; m += 4) {
      subtractFour(
          row,
          -transposed[m][i],
          rows[m],
          -transposed[m + 1][i],
          rows[m + 1],
          -transposed[m + 2][i],
          rows[m + 2],
          -transposed[m + 3][i],
          rows[m + 3],
          from,
          end);
    }
    for (; m < i; m++) {
      subtract(row, -transposed[m][i], rows[m], from, end);
    }
  }

  private static void subtractFour(
      double[] row,
      double a,
      double[] rowA,
      double b,
      double[] rowB,
      double c,
      double[] rowC,
      double e,
      double[] rowE,
      int from,
      int end) {
    for (int t = from; t < end; t++) {
      double sum = Math.fma(b, rowB[t], Math.fma(a, rowA[t], row[t]));
      row[t] = Math.fma(e, rowE[t], Math.fma(c, rowC[t], sum));
    }
  }

  private static void subtract(double[] row, double a, double[] rowA, int from, int end) {
    for (int t = from; t < end; t++) {
      row[t] = Math.fma(a, rowA[t], row[t]);
    }
  }
}
