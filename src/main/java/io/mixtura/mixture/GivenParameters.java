package io.mixtura.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Models from numbers that come from outside. */
final class GivenParameters {
  private static final double WEIGHTS_TOLERANCE = 1e-6;
  private static final double SYMMETRY_TOLERANCE = 1e-9;

  /** Parameters may have been written with few digits, as those of published models are. */
  private static final double STRUCTURE_TOLERANCE = 1e-4;

  private GivenParameters() {}

  static MixtureModel gaussian(
      CovarianceStructure structure, double[] weights, double[][] means, double[][][] covariances) {
    int d = means.length == 0 ? 0 : means[0].length;
    require(weights.length > 0 && d > 0, "a mixture has at least one component and one dimension");
    require(
        means.length == weights.length && covariances.length == weights.length,
        "there are %d weights, %d means and %d covariances; there must be as many of each",
        weights.length,
        means.length,
        covariances.length);
    List<double[]> meanList = new ArrayList<>();
    List<Covariance> covarianceList = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      require(means[k].length == d, "the mean of component %d has not %d values", k, d);
      requireFinite(means[k], "the mean", k);
      meanList.add(means[k].clone());
      covarianceList.add(covariance(structure, covariances[k], k, d));
    }
    return new MixtureModel(
        weights(weights), new GaussianComponents(structure, meanList, covarianceList));
  }

  /** Weights rescaled to sum to 1. */
  static double[] weights(double[] given) {
    double sum = 0;
    for (int k = 0; k < given.length; k++) {
      require(
          given[k] >= 0 && given[k] < Double.POSITIVE_INFINITY,
          "the weight of component %d is %s; weights are not negative",
          k,
          given[k]);
      sum += given[k];
    }
    require(
        Math.abs(sum - 1) <= WEIGHTS_TOLERANCE, "the weights sum to %s; they must sum to 1", sum);
    double[] weights = given.clone();
    if (sum != 1) {
      for (int k = 0; k < weights.length; k++) {
        weights[k] /= sum;
      }
    }
    return weights;
  }

  private static Covariance covariance(
      CovarianceStructure structure, double[][] matrix, int k, int d) {
    require(matrix.length == d, "the covariance of component %d has not %d rows", k, d);
    for (double[] row : matrix) {
      require(row.length == d, "the covariance of component %d is not %d × %d", k, d, d);
      requireFinite(row, "the covariance", k);
    }
    Covariance covariance =
        structure.moments() == Moments.FULL
            ? new FullCovariance(d, lowerTriangle(matrix, k))
            : new DiagonalCovariance(diagonal(matrix, k));
    for (double conditional : covariance.conditionalVariances()) {
      require(conditional > 0, "the covariance of component %d is not positive definite", k);
    }
    return covariance;
  }

  private static double[] lowerTriangle(double[][] matrix, int k) {
    double[] lower = new double[Moments.FULL.size(matrix.length)];
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

  static void check(Initialization.Parameters given, CovarianceStructure structure, int k, int d) {
    require(
        given.means().size() == k, "there are %d means for %d components", given.means().size(), k);
    for (int c = 0; c < k; c++) {
      requireNumbers(given.means().get(c), d, "the mean", c);
    }
    List<Double> weights = given.weights();
    if (weights != null) {
      requireNumbers(weights, k, "the list of weights", 0);
      weights(array(weights));
    }
    List<List<List<Double>>> covariances = given.covariances();
    if (covariances != null) {
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
        }
        matrices[c] = matrix(covariances.get(c));
        checked.add(covariance(structure, matrices[c], c, d));
        requireForm(structure, matrices, c);
      }
      requireStructure(structure, checked);
    }
  }

  /** Refuses covariances that a structure does not allow. */
  static void requireStructure(
      CovarianceStructure structure, double[][][] matrices, GaussianComponents components) {
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < matrices.length; k++) {
      requireForm(structure, matrices, k);
      covariances.add(components.covariance(k));
    }
    requireStructure(structure, covariances);
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
  private static void requireStructure(
      CovarianceStructure structure, List<Covariance> covariances) {
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

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static double[][] matrix(List<List<Double>> rows) {
    return rows.stream().map(GivenParameters::array).toArray(double[][]::new);
  }

  private static void requireNumbers(@Nullable List<Double> values, int size, String what, int k) {
    requireNumbers(values, size, "%s of component %d".formatted(what, k));
  }

  /** Refuses what is not a list of so many finite numbers. */
  static void requireNumbers(@Nullable List<Double> values, int size, String what) {
    require(values != null && values.size() == size, "%s must have %d numbers", what, size);
    for (Double value : Objects.requireNonNull(values)) {
      require(value != null && Double.isFinite(value), "%s holds %s", what, value);
    }
  }

  /** Refuses what is not a symmetric and positive definite matrix. */
  static void requireCovariance(List<List<Double>> rows, int d, String what) {
    require(rows.size() == d, "%s must have %d rows", what, d);
    rows.forEach(row -> requireNumbers(row, d, "a row of " + what));
    double[][] matrix = matrix(rows);
    double[] lower = new double[Moments.FULL.size(d)];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        require(matrix[i][j] == matrix[j][i], "%s is not symmetric", what);
        lower[t] = matrix[i][j];
      }
    }
    for (double conditional : new FullCovariance(d, lower).conditionalVariances()) {
      require(conditional > 0, "%s is not positive definite", what);
    }
  }

  private static void requireFinite(double[] values, String what, int k) {
    for (double value : values) {
      require(Double.isFinite(value), "%s of component %d holds %s", what, k, value);
    }
  }

  private static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(arguments));
    }
  }
}
