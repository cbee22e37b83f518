package io.mixtura.mixture.covariance;

import static io.mixtura.mixture.covariance.GivenNumbers.require;
import static io.mixtura.mixture.covariance.GivenNumbers.requireFinite;
import static io.mixtura.mixture.covariance.GivenNumbers.requireNumbers;
import static io.mixtura.mixture.covariance.GivenNumbers.requireWithin;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Covariances that come from outside: whether they are some, and whether a structure allows them.
 */
public final class GivenCovariances {
  private static final double SYMMETRY_TOLERANCE = 1e-9;

  /** Parameters may have been written with few digits, as those of published models are. */
  private static final double STRUCTURE_TOLERANCE = 1e-4;

  private GivenCovariances() {}

  /**
   * Refuses what are not k covariances of d columns that a structure allows.
   *
   * @param covariances k × d × d
   */
  public static void check(
      List<List<List<Double>>> covariances, CovarianceStructure structure, int k, int d) {
    require(
        covariances.size() == k,
        "there are %d covariances for %d components",
        covariances.size(),
        k);
    double[][][] matrices = new double[k][][];
    List<Covariance> checked = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      require(
          covariances.get(c) != null && covariances.get(c).size() == d,
          "the covariance of component %d has not %d rows",
          c,
          d);
      for (List<Double> row : covariances.get(c)) {
        requireNumbers(row, d, "a row of the covariance", c);
        requireWithin(
            row,
            GivenNumbers.LARGEST * GivenNumbers.LARGEST,
            "a row of the covariance of component " + c);
      }
      matrices[c] = GivenNumbers.matrix(covariances.get(c));
      checked.add(covariance(structure, matrices[c], c, d));
      requireForm(structure, matrices, c);
    }
    requireAllowed(structure, checked);
  }

  /** The covariance of component k, d × d, as the structure keeps it. */
  public static Covariance covariance(
      CovarianceStructure structure, double[][] matrix, int k, int d) {
    require(matrix.length == d, "the covariance of component %d has not %d rows", k, d);
    for (double[] row : matrix) {
      require(row.length == d, "the covariance of component %d is not %d × %d", k, d, d);
      requireFinite(row, "the covariance", k);
    }
    Covariance covariance =
        structure.moments() == SecondMoments.FULL
            ? new FullCovariance(d, lowerTriangle(matrix, k))
            : new DiagonalCovariance(diagonal(matrix, k));
    for (double conditional : covariance.conditionalVariances()) {
      require(conditional > 0, "the covariance of component %d is not positive definite", k);
    }
    return covariance;
  }

  private static double[] lowerTriangle(double[][] matrix, int k) {
    double[] lower = new double[SecondMoments.FULL.size(matrix.length)];
    for (int i = 0, t = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++, t++) {
        double scale = Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]));
        require(
            Math.abs(matrix[i][j] - matrix[j][i]) <= SYMMETRY_TOLERANCE * scale,
            "the covariance of component %d is not symmetric: entry (%d, %d) is %s and (%d, %d) is %s",
            k,
            i,
            j,
            matrix[i][j],
            j,
            i,
            matrix[j][i]);
        lower[t] = matrix[i][j];
      }
    }
    return lower;
  }

  private static double[] diagonal(double[][] matrix, int k) {
    double[] variances = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        require(
            i == j || matrix[i][j] == 0,
            "the covariance of component %d has %s at (%d, %d); off the diagonal it must be 0",
            k,
            matrix[i][j],
            i,
            j);
      }
      variances[i] = matrix[i][i];
    }
    return variances;
  }

  /** Refuses covariances that a structure does not allow. */
  public static void requireStructure(
      CovarianceStructure structure, double[][][] matrices, List<Covariance> covariances) {
    for (int k = 0; k < matrices.length; k++) {
      requireForm(structure, matrices, k);
    }
    requireAllowed(structure, covariances);
  }

  private static void requireForm(CovarianceStructure structure, double[][][] matrices, int c) {
    for (int j = 0; j < matrices[c].length; j++) {
      require(
          structure.isEstimated() || matrices[c][j][j] == 1,
          "'%s' fixes the covariances at I; leave them out (component %d)",
          structure.code(),
          c);
      require(
          !structure.isSpherical() || matrices[c][j][j] == matrices[c][0][0],
          "'%s' means one variance, but the covariance of component %d has several",
          structure.code(),
          c);
    }
    require(
        !structure.isShared() || Arrays.deepEquals(matrices[c], matrices[0]),
        "'%s' means one covariance for all, but those of components 0 and %d differ",
        structure.code(),
        c);
  }

  /** What the structure makes of what it allows is the same. */
  private static void requireAllowed(CovarianceStructure structure, List<Covariance> covariances) {
    List<Covariance> allowed = structure.nearest(covariances);
    for (int c = 0; c < covariances.size(); c++) {
      require(
          isClose(covariances.get(c), allowed.get(c)),
          "'%s' does not allow these covariances: volumes, shapes or axes that must be equal differ; start from the means alone, or fit a structure that allows more (component %d)",
          structure.code(),
          c);
    }
  }

  private static boolean isClose(Covariance one, Covariance other) {
    for (int i = 0; i < one.dimensions(); i++) {
      for (int j = 0; j <= i; j++) {
        double scale = Math.sqrt(one.get(i, i) * one.get(j, j));
        if (!(Math.abs(one.get(i, j) - other.get(i, j)) <= STRUCTURE_TOLERANCE * scale)) {
          return false;
        }
      }
    }
    return true;
  }
}
