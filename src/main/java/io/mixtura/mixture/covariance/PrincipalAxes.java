package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Axes at right angles, and how long a matrix is along each of them.
 *
 * @param axes the j-th row is the direction of the j-th axis; its sign means nothing
 * @param lengths one for each axis
 */
record PrincipalAxes(double[][] axes, double[] lengths) {

  /**
   * Those of a positive semidefinite matrix, the longest first: its eigenvectors and eigenvalues.
   *
   * @param lower its lower triangle, row by row; if it is not finite, neither are the lengths
   */
  static PrincipalAxes of(int d, double[] lower) {
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        matrix.data[i * d + j] = lower[t];
        matrix.data[j * d + i] = lower[t];
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!areFinite(lower) || !eigen.decompose(matrix)) {
      double[] unknown = new double[d];
      Arrays.fill(unknown, Double.NaN);
      return new PrincipalAxes(new double[d][d], unknown);
    }
    double[][] axes = new double[d][];
    double[] lengths = new double[d];
    for (int j = 0; j < d; j++) {
      double length = value(eigen, j);
      int place = j;
      for (; place > 0 && lengths[place - 1] < length; place--) {
        axes[place] = axes[place - 1];
        lengths[place] = lengths[place - 1];
      }
      axes[place] = eigen.getEigenVector(j).data.clone();
      lengths[place] = Math.max(0, length);
    }
    return new PrincipalAxes(axes, lengths);
  }

  private static boolean areFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
    return eigen.getEigenvalue(index).getReal();
  }

  /** Σ_j v_j u_j u_jᵀ: the covariance with these variances along the axes. */
  FullCovariance covariance(double[] variances) {
    return covariance(axes, variances);
  }

  static FullCovariance covariance(double[][] axes, double[] variances) {
    int d = variances.length;
    double[] lower = new double[SecondMoments.FULL.size(d)];
    for (int m = 0; m < d; m++) {
      double[] axis = axes[m];
      for (int i = 0, t = 0; i < d; i++) {
        double factor = variances[m] * axis[i];
        for (int j = 0; j <= i; j++, t++) {
          lower[t] = Math.fma(factor, axis[j], lower[t]);
        }
      }
    }
    return new FullCovariance(d, lower);
  }
}
