package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;

/**
 * A covariance matrix Σ, in the form that its structure allows; immutable, positive definite once
 * {@link #conditionalVariances} says so.
 */
sealed interface Covariance permits FullCovariance, DiagonalCovariance {

  /** Number of rows. */
  int dimensions();

  /** The entry Σ_ij. */
  double get(int i, int j);

  /** log |Σ|. */
  double logDeterminant();

  /**
   * The variance of each column given the ones before it: the squared diagonal of Σ's Cholesky
   * factor. Up to the first that is not positive, where the matrix is singular; zeros follow.
   */
  double[] conditionalVariances();

  /** d / tr(Σ⁻¹ Σ₀): how wide this covariance is where it is narrowest against another, Σ₀. */
  double relativeTo(Covariance other);

  /** Σ with these amounts added to its diagonal. */
  Covariance plusDiagonal(double[] amounts);

  /** DΣD with D the diagonal matrix of these factors: the same covariance in other units. */
  Covariance scaled(double[] factors);

  /** The numbers that determine the matrix, for checkpoints. */
  double[] parameters();

  /**
   * Squared Mahalanobis lengths of the points of a tile about a mean.
   *
   * @param x tile of d rows
   * @param scratch another tile of d rows, overwritten
   * @param q receives one value for each point
   */
  void squaredLengths(Kernels kernels, double[] x, double[] mean, double[] scratch, double[] q);
}
