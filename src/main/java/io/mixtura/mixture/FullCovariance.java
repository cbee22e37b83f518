package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/** A covariance with all its correlations, and its Cholesky factor Σ = L Lᵀ. */
final class FullCovariance implements Covariance {
  private final int d;
  private final double[] lower;
  private final double[] conditionalVariances;
  private final double[] whitening;
  private final double logDeterminant;

  /**
   * A covariance from its lower triangle.
   *
   * @param lower the rows of the triangle one after the other, d(d+1)/2 values
   */
  FullCovariance(int d, double[] lower) {
    this.d = d;
    this.lower = lower;
    this.whitening = new double[lower.length];
    this.conditionalVariances = new double[d];
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
    if (cholesky.decompose(square())) {
      DMatrixRMaj factor = cholesky.getT(null);
      this.logDeterminant = readDiagonal(factor);
      TriangularSolver_DDRM.invertLower(factor.data, d);
      readLowerTriangle(factor);
    } else {
      this.logDeterminant = Double.NEGATIVE_INFINITY;
      readUpToSingularity();
    }
  }

  /** The decomposition gave up without saying where: row by row again, as far as it goes. */
  private void readUpToSingularity() {
    double[] factor = new double[lower.length];
    for (int i = 0, row = 0; i < d; row += ++i) {
      for (int j = 0, other = 0; j <= i; other += ++j) {
        double rest = lower[row + j];
        for (int m = 0; m < j; m++) {
          rest -= factor[row + m] * factor[other + m];
        }
        if (j < i) {
          factor[row + j] = rest / factor[other + j];
        } else if (rest > 0) {
          factor[row + i] = Math.sqrt(rest);
          conditionalVariances[i] = rest;
        } else {
          return;
        }
      }
    }
  }

  private DMatrixRMaj square() {
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        matrix.data[i * d + j] = lower[t];
        matrix.data[j * d + i] = lower[t];
      }
    }
    return matrix;
  }

  private double readDiagonal(DMatrixRMaj factor) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double pivot = factor.data[i * d + i];
      conditionalVariances[i] = pivot * pivot;
      sum += 2 * StrictMath.log(pivot);
    }
    return sum;
  }

  private void readLowerTriangle(DMatrixRMaj inverse) {
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        whitening[t] = inverse.data[i * d + j];
      }
    }
  }

  @Override
  public int dimensions() {
    return d;
  }

  @Override
  public double get(int i, int j) {
    return i >= j ? lower[i * (i + 1) / 2 + j] : lower[j * (j + 1) / 2 + i];
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }

  @Override
  public double[] conditionalVariances() {
    return conditionalVariances.clone();
  }

  /** tr(Σ⁻¹ Σ₀) = Σ_i u_i Σ₀ u_iᵀ over the rows u_i of L⁻¹. */
  @Override
  public double relativeTo(Covariance other) {
    DMatrixRMaj inverse = new DMatrixRMaj(d, d);
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        inverse.data[i * d + j] = j <= i ? whitening[i * (i + 1) / 2 + j] : 0;
        matrix.data[i * d + j] = other.get(i, j);
      }
    }
    DMatrixRMaj product = CommonOps_DDRM.mult(inverse, matrix, null);
    return d / CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(product, inverse, null));
  }

  @Override
  public FullCovariance plusDiagonal(double[] amounts) {
    double[] raised = lower.clone();
    for (int i = 0; i < d; i++) {
      raised[i * (i + 1) / 2 + i] += amounts[i];
    }
    return new FullCovariance(d, raised);
  }

  @Override
  public FullCovariance scaled(double[] factors) {
    double[] scaled = lower.clone();
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        scaled[t] *= factors[i] * factors[j];
      }
    }
    return new FullCovariance(d, scaled);
  }

  @Override
  public double[] parameters() {
    return lower.clone();
  }

  @Override
  public void logDensities(
      Kernels kernels,
      double[] x,
      int points,
      double[] mean,
      double constant,
      double[] panel,
      double[] out,
      int offset) {
    kernels.logDensities(x, points, mean, whitening, d, constant, panel, out, offset);
  }

  /** The rows of L⁻¹ one after the other: the array itself, which nobody writes to. */
  double[] whitening() {
    return whitening;
  }

  /** L⁻¹ z. */
  double[] whitened(double[] z) {
    double[] y = new double[d];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        y[i] = Math.fma(whitening[t], z[j], y[i]);
      }
    }
    return y;
  }

  /** L⁻ᵀ z: the row zᵀ L⁻¹. */
  double[] whitenedBack(double[] z) {
    double[] y = new double[d];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        y[j] = Math.fma(whitening[t], z[i], y[j]);
      }
    }
    return y;
  }

  /** Whether two matrices have the same entries. */
  boolean equalsInEntries(FullCovariance other) {
    return Arrays.equals(lower, other.lower);
  }
}
