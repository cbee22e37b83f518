package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks of numbers that come from outside: lists, weights and matrices; messages say what is wrong
 * where.
 */
public final class GivenNumbers {
  private static final double WEIGHTS_TOLERANCE = 1e-6;

  /** Of a coordinate; of a variance the square of it. */
  public static final double LARGEST = 1e100;

  private GivenNumbers() {}

  /** Weights rescaled to sum to 1. */
  public static double[] weights(double[] given) {
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

  /** The numbers of a list. */
  public static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The numbers of a list of rows. */
  public static double[][] matrix(List<List<Double>> rows) {
    return rows.stream().map(GivenNumbers::array).toArray(double[][]::new);
  }

  /** Refuses what is not a list of so many finite numbers, of a component. */
  public static void requireNumbers(@Nullable List<Double> values, int size, String what, int k) {
    requireNumbers(values, size, "%s of component %d".formatted(what, k));
  }

  /** Refuses what is not a list of so many finite numbers. */
  public static void requireNumbers(@Nullable List<Double> values, int size, String what) {
    require(values != null && values.size() == size, "%s must have %d numbers", what, size);
    for (Double value : Objects.requireNonNull(values)) {
      require(value != null && Double.isFinite(value), "%s holds %s", what, value);
    }
  }

  /** Refuses numbers whose squares, or whose products with others, are beyond the range. */
  public static void requireWithin(List<Double> values, double largest, String what) {
    for (double value : values) {
      require(
          Math.abs(value) <= largest,
          "%s holds %s; there are numbers from -%s to %s",
          what,
          value,
          shown(largest),
          shown(largest));
    }
  }

  private static String shown(double largest) {
    return largest == LARGEST ? "1e100" : "1e200";
  }

  /** Refuses what is not a symmetric and positive definite matrix. */
  public static void requireCovariance(List<List<Double>> rows, int d, String what) {
    require(rows.size() == d, "%s must have %d rows", what, d);
    for (List<Double> row : rows) {
      requireNumbers(row, d, "a row of " + what);
      requireWithin(row, LARGEST * LARGEST, "a row of " + what);
    }
    double[][] matrix = matrix(rows);
    double[] lower = new double[SecondMoments.FULL.size(d)];
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

  /** Refuses what is infinite or no number. */
  public static void requireFinite(double[] values, String what, int k) {
    for (double value : values) {
      require(Double.isFinite(value), "%s of component %d holds %s", what, k, value);
    }
  }

  /** Refuses with this message what does not hold. */
  public static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(arguments));
    }
  }
}
