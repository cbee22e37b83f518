package io.mixtura.mixture.covariance;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Symmetric matrices seen along common axes, which can be turned in the plane of two at a time: U
 * W_k Uᵀ, with the axes as the rows of U.
 */
final class RotatedMatrices {
  private final int d;
  private final double[][] matrices;
  private final double[][] axes;

  /**
   * Matrices along given axes.
   *
   * @param lower the lower triangle of each matrix, row by row
   * @param axes the j-th row is the direction of the j-th axis
   */
  RotatedMatrices(List<double[]> lower, double[][] axes) {
    this.d = axes.length;
    this.matrices = new double[lower.size()][];
    this.axes = new double[d][];
    DMatrixRMaj rotation = new DMatrixRMaj(axes);
    for (int j = 0; j < d; j++) {
      this.axes[j] = axes[j].clone();
    }
    for (int k = 0; k < matrices.length; k++) {
      DMatrixRMaj half = CommonOps_DDRM.mult(rotation, symmetric(lower.get(k)), null);
      matrices[k] = CommonOps_DDRM.multTransB(half, rotation, null).data;
    }
  }

  private DMatrixRMaj symmetric(double[] lower) {
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        matrix.data[i * d + j] = lower[t];
        matrix.data[j * d + i] = lower[t];
      }
    }
    return matrix;
  }

  int dimensions() {
    return d;
  }

  int count() {
    return matrices.length;
  }

  double get(int k, int i, int j) {
    return matrices[k][i * d + j];
  }

  /** The j-th row is the direction of the j-th axis: the array itself. */
  double[][] axes() {
    return axes;
  }

  /** Turns two axes: the new p is cosine · p + sine · q, the new q is cosine · q − sine · p. */
  void turn(int p, int q, double cosine, double sine) {
    turn(axes[p], axes[q], cosine, sine);
    for (double[] matrix : matrices) {
      turnRows(matrix, p, q, cosine, sine);
      turnBlock(matrix, p, q, cosine, sine);
      for (int t = 0; t < d; t++) {
        matrix[t * d + p] = matrix[p * d + t];
        matrix[t * d + q] = matrix[q * d + t];
      }
    }
  }

  private void turnRows(double[] matrix, int p, int q, double cosine, double sine) {
    for (int t = 0; t < d; t++) {
      double a = matrix[p * d + t];
      double b = matrix[q * d + t];
      matrix[p * d + t] = cosine * a + sine * b;
      matrix[q * d + t] = cosine * b - sine * a;
    }
  }

  /** The columns, where they meet the rows; elsewhere the matrix is symmetric. */
  private void turnBlock(double[] matrix, int p, int q, double cosine, double sine) {
    double pp = matrix[p * d + p];
    double pq = matrix[p * d + q];
    double qp = matrix[q * d + p];
    double qq = matrix[q * d + q];
    double off = cosine * pq - sine * pp;
    matrix[p * d + p] = cosine * pp + sine * pq;
    matrix[p * d + q] = off;
    matrix[q * d + p] = off;
    matrix[q * d + q] = cosine * qq - sine * qp;
  }

  private static void turn(double[] a, double[] b, double cosine, double sine) {
    for (int t = 0; t < a.length; t++) {
      double first = a[t];
      double second = b[t];
      a[t] = cosine * first + sine * second;
      b[t] = cosine * second - sine * first;
    }
  }
}
