package io.mixtura.mixture.covariance;

import io.mixtura.mixture.kernel.Kernels;
import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/**
 * A covariance matrix Σ, in the form that its structure allows; immutable, positive definite once
 * {@link #conditionalVariances} says so.
 */
public sealed interface Covariance extends Serializable permits FullCovariance, DiagonalCovariance {

  /** Number of rows. */
  int dimensions();

  /** The entry Σ_ij. */
  double get(int i, int j);

  /** All entries, also those above the diagonal. */
  default DMatrixRMaj matrix() {
    int d = dimensions();
    DMatrixRMaj matrix = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        matrix.data[i * d + j] = get(i, j);
      }
    }
    return matrix;
  }

  /** log |Σ|. */
  double logDeterminant();

  /**
   * The variance of each column given the ones before it: the squared diagonal of Σ's Cholesky
   * factor. Up to the first that is not positive, where the matrix is singular; zeros follow.
   */
  double[] conditionalVariances();

  /** tr(Σ⁻¹ Σ₀) for another covariance Σ₀. */
  double traceAgainst(Covariance other);

  /**
   * The smallest eigenvalue of Σ₀⁻¹Σ, to a few per cent: the variance in the direction in which
   * this covariance is narrowest against another, Σ₀.
   */
  double narrowestAgainst(Covariance other);

  /** L⁻¹ z, with L the Cholesky factor Σ = L Lᵀ. */
  double[] whitened(double[] z);

  /** L⁻ᵀ z. */
  double[] whitenedBack(double[] z);

  /** Σ with these amounts added to its diagonal. */
  Covariance plusDiagonal(double[] amounts);

  /** DΣD with D the diagonal matrix of these factors: the same covariance in other units. */
  Covariance scaled(double[] factors);

  /** L z with Σ = L Lᵀ: turns independent standard normal numbers into ones of this covariance. */
  double[] colored(double[] z);

  /** The numbers that determine the matrix, for checkpoints. */
  double[] parameters();

  /**
   * Log densities of the points of a tile: constant − ½ (x−μ)ᵀ Σ⁻¹ (x−μ).
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, a multiple of {@value Kernels#PANEL}
   * @param panel scratch of d × {@value Kernels#PANEL} values
   * @param out receives one value for each point from {@code offset}
   */
  void logDensities(
      Kernels kernels,
      double[] x,
      int points,
      double[] mean,
      double constant,
      double[] panel,
      double[] out,
      int offset);
}
