package io.mixtura.mixture;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The values that a mixture expects where a point has none, and their variances: with r_k the
 * responsibilities given the values that are there, and m_k and C_k the conditional mean and
 * covariance of each component, the mean E = Σ r_k m_k and the variance Σ r_k (C_k + (m_k − E)²) of
 * each value. Of levels, whose numbers are but names, the most probable one and the probabilities
 * of all.
 */
public final class Imputation {
  private final int dimensions;
  private final MissingValues[] components;
  private final LevelProbabilities levels;

  /** Of a mixture. */
  public Imputation(MixtureModel model) {
    this.dimensions = model.dimensions();
    this.levels = new LevelProbabilities(model);
    this.components =
        IntStream.range(0, model.components())
            .mapToObj(k -> MissingValues.of(model, k))
            .toArray(MissingValues[]::new);
  }

  /** The levels whose probabilities are told. */
  public LevelProbabilities levels() {
    return levels;
  }

  /**
   * Completes a point; several threads may ask at once.
   *
   * @param tile the points, NaN for what is missing
   * @param weights what the model's posterior says of them
   * @param point which of them
   * @param into receives the values of all columns, then their standard deviations, which are 0
   *     where the value was there and NaN where it is a level, then the probabilities of levels
   */
  public void complete(Tile tile, Responsibilities weights, int point, double[] into) {
    int d = dimensions;
    Arrays.fill(into, d, 2 * d, 0);
    for (int j = 0; j < d; j++) {
      into[j] = tile.get(point, j);
    }
    levels.fill(weights, point, into, 2 * d);
    levels.complete(into, d);
    int[] missing = IntStream.range(0, d).filter(j -> Double.isNaN(into[j])).toArray();
    if (missing.length > 0) {
      fill(missing, weights, point, into);
    }
  }

  private void fill(int[] missing, Responsibilities weights, int point, double[] into) {
    double[][] means = new double[components.length][dimensions];
    double[] expected = new double[dimensions];
    double[] variances = new double[dimensions];
    double[] spread = new double[dimensions];
    double[] values = Arrays.copyOf(into, dimensions);
    for (int k = 0; k < means.length; k++) {
      double r = weights.get(point, k);
      // A component without a share may be beyond the range of numbers.
      if (r > 0) {
        components[k].expect(values, means[k], spread);
        for (int j : missing) {
          expected[j] += r * means[k][j];
          variances[j] += r * spread[j];
        }
      }
    }
    for (int j : missing) {
      for (int k = 0; k < means.length; k++) {
        double r = weights.get(point, k);
        double deviation = means[k][j] - expected[j];
        variances[j] += r > 0 ? r * deviation * deviation : 0;
      }
    }
    for (int j : missing) {
      into[j] = expected[j];
      into[dimensions + j] = Math.sqrt(variances[j]);
    }
  }
}
