package io.mixtura.mixture.covariance;

/**
 * Columns that say nothing which the columns before them do not say: constant ones, and linear
 * combinations. Every component is flat in them, however sound it is.
 */
public final class DeterminedColumns {
  private DeterminedColumns() {}

  /**
   * Which columns are determined by those before them.
   *
   * <p>A Cholesky decomposition that leaves out the rows without a pivot.
   *
   * @param data the covariance of the data
   * @param negligible fraction of a column's variance that counts as nothing
   */
  public static boolean[] of(Covariance data, double negligible) {
    int d = data.dimensions();
    boolean[] determined = new boolean[d];
    double[][] factor = new double[d][];
    for (int i = 0; i < d; i++) {
      factor[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        double rest = data.get(i, j) - product(factor[i], factor[j], j);
        factor[i][j] = determined[j] ? 0 : rest / factor[j][j];
      }
      double variance = data.get(i, i) - product(factor[i], factor[i], i);
      determined[i] = !(variance > negligible * data.get(i, i));
      factor[i][i] = determined[i] ? 0 : Math.sqrt(variance);
    }
    return determined;
  }

  private static double product(double[] a, double[] b, int end) {
    double sum = 0;
    for (int m = 0; m < end; m++) {
      sum += a[m] * b[m];
    }
    return sum;
  }
}
