package io.mixtura.mixture;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/**
 * The distribution of some columns of a mixture given values of others, which is a mixture again:
 *
 * <pre>
 * p(x_b | x_a) = Σ_k r_k N(x_b | m_k, C_k)
 * r_k = π_k N(x_a | μ_k,a, Σ_k,aa) / p(x_a)
 * m_k = μ_k,b + Σ_k,ba Σ_k,aa⁻¹ (x_a − μ_k,a)
 * C_k = Σ_k,bb − Σ_k,ba Σ_k,aa⁻¹ Σ_k,ab
 * </pre>
 *
 * <p>Of t components they are t components again, with ν_k + d_a degrees of freedom and C_k times
 * (ν_k + m²) / (ν_k + d_a), where m is the Mahalanobis length of the given values; what is given
 * tells also how far out in the tails the rest is.
 *
 * <p>With the given columns first, Σ_k = L Lᵀ with L = [A 0; M B]: then m_k = μ_k,b + M A⁻¹ (x_a −
 * μ_k,a) and C_k = B Bᵀ, so that nothing is inverted and no digits cancel. Only r_k and m_k depend
 * on the values, and that factor; all else is worked out once. Within a component discrete columns
 * do not depend on others: given, they decide the weights, and wanted ones are as they were, levels
 * with Σ_k r_k times the probabilities that they have. Safe for several threads.
 */
public final class Conditional {
  private final ConditionalComponents components;
  private final LevelProbabilities levels;

  /**
   * Prepares the question.
   *
   * @param givenColumns numbers of the columns whose values will be given, at least one
   * @param wantedColumns numbers of the columns that are asked for, at least one; no column is in
   *     both
   * @throws IllegalArgumentException if rounding leaves a covariance singular in these columns, or
   *     if the model has noise
   */
  public Conditional(MixtureModel model, int[] givenColumns, int[] wantedColumns) {
    this.components = new ConditionalComponents(model, givenColumns, wantedColumns);
    this.levels = new LevelProbabilities(components.wanted());
  }

  /** The mixture of the given columns: its posterior at their values are the weights r_k. */
  public MixtureModel given() {
    return components.given();
  }

  /** Whether a wanted column's values have a mean: but for 0 and 1 levels are only names. */
  public boolean hasMean(int column) {
    return !components.wanted().columns().get(column).takesLevelsFromData();
  }

  /** Wanted columns. */
  public int dimensions() {
    return components.wanted().dimensions();
  }

  /**
   * The conditional mixture; its components stand in the model's order.
   *
   * @param values of the given columns
   */
  public MixtureModel at(double[] values) {
    MixtureModel given = given();
    Tile tile = new Tile(given.dimensions());
    tile.add(values);
    Responsibilities answer = new Responsibilities(given.components());
    Posterior.soft(given).evaluate(tile, answer);
    double[] weights = new double[given.components()];
    Arrays.setAll(weights, k -> answer.get(0, k));
    return new MixtureModel(weights, components.at(values));
  }

  /**
   * The regression of the wanted columns on the given ones: the mean E = Σ_k r_k m_k of the
   * conditional mixture and the standard deviation √(Σ_k r_k (C_k,jj + (m_k,j − E_j)²)) of each
   * column. Of levels they are those of their numbers.
   *
   * @param weights what the posterior of {@link #given} says of the values
   * @param point number of the point in {@code weights}
   * @param values of the given columns
   * @param into receives the means, then the standard deviations
   */
  public void predict(Responsibilities weights, int point, double[] values, double[] into) {
    int wantedColumns = dimensions();
    double[][] means = new double[weights.components()][wantedColumns];
    for (int k = 0; k < means.length; k++) {
      // A component without a share may be beyond the range of numbers.
      if (weights.get(point, k) > 0) {
        components.fillMeans(k, values, means[k]);
      }
    }
    double[] spreads = spreads(weights, point, values);
    for (int j = 0; j < wantedColumns; j++) {
      double mean = 0;
      for (int k = 0; k < means.length; k++) {
        mean = Math.fma(weights.get(point, k), means[k][j], mean);
      }
      into[j] = mean;
      into[wantedColumns + j] = Math.sqrt(variance(weights, point, means, spreads, j, mean));
    }
  }

  /** The probabilities of the levels of the wanted columns, which have these shares. */
  public LevelProbabilities levels() {
    return levels;
  }

  /** What makes a variance of an entry of C_k. */
  private double[] spreads(Responsibilities weights, int point, double[] values) {
    double[] spreads = new double[weights.components()];
    for (int k = 0; k < spreads.length; k++) {
      if (weights.get(point, k) > 0) {
        spreads[k] = components.stretch(k, values) * components.varianceOfScale(k);
      }
    }
    return spreads;
  }

  private double variance(
      Responsibilities weights, int point, double[][] means, double[] spreads, int j, double mean) {
    double variance = 0;
    for (int k = 0; k < means.length; k++) {
      double weight = weights.get(point, k);
      if (weight > 0) {
        double shift = means[k][j] - mean;
        double spread = Math.fma(shift, shift, components.variance(k, j) * spreads[k]);
        variance = Math.fma(weight, spread, variance);
      }
    }
    return variance;
  }
}
