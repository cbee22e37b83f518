package io.mixtura.mixture;

import io.mixtura.mixture.covariance.Cholesky;
import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.DiscreteComponents;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.MixedComponents;
import io.mixtura.mixture.family.NoisyComponents;
import io.mixtura.mixture.family.StudentComponents;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
 * do not depend on others: given, they decide the weights, and wanted ones are as they were; the
 * mean and variance of levels are those of their numbers. Safe for several threads.
 */
public final class Conditional {
  private final MixtureModel given;
  private final MixtureModel wanted;
  private final List<Cholesky> factors;

  /** Of each wanted column its number among the Gaussian ones; −1 if it is none. */
  private final int[] gaussianWanted;

  /** Of each component and wanted column that is not Gaussian the mean and the variance. */
  private final double[][][] discreteWanted;

  /** Which of the given columns are Gaussian. */
  private final int[] gaussianGiven;

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
    requireNoNoise(model);
    this.given = Marginal.of(model, givenColumns);
    this.factors = new ArrayList<>();
    MixtureModel marginal = Marginal.of(model, wantedColumns);
    this.gaussianGiven = given.encoding().gaussianColumns();
    this.wanted =
        areCorrelated(model, marginal)
            ? conditioned(
                model,
                marginal,
                Marginal.numbers(model, Marginal.picked(givenColumns, gaussianGiven)),
                Marginal.numbers(
                    model, Marginal.picked(wantedColumns, marginal.encoding().gaussianColumns())))
            : marginal;
    Encoding encoding = wanted.encoding();
    this.gaussianWanted = new int[wantedColumns.length];
    Arrays.setAll(gaussianWanted, j -> encoding.isGaussian(j) ? encoding.first(j) : -1);
    this.discreteWanted = new double[model.components()][wantedColumns.length][];
    for (int k = 0; k < discreteWanted.length; k++) {
      int component = k;
      Arrays.setAll(
          discreteWanted[k], j -> gaussianWanted[j] < 0 ? moments(component, j) : new double[0]);
    }
  }

  private boolean areCorrelated(MixtureModel model, MixtureModel marginal) {
    return given.hasGaussians()
        && marginal.hasGaussians()
        && model.structure().moments() == SecondMoments.FULL;
  }

  /** Noise says of a column, whatever the others, that it may be anything: no prediction at all. */
  private static void requireNoNoise(MixtureModel model) {
    if (model.hasNoise()) {
      throw new IllegalArgumentException(
          "this model has noise, whose points may be anywhere whatever is given, so it predicts no column by others; fit without noise, for instance with family 'student', which copes with outliers, or ask for the marginal distribution");
    }
  }

  /** The wanted columns with their conditional covariances, and with means that are still μ_k,b. */
  private MixtureModel conditioned(
      MixtureModel model, MixtureModel marginal, int[] givenColumns, int[] wantedColumns) {
    int[] columns = new int[givenColumns.length + wantedColumns.length];
    System.arraycopy(givenColumns, 0, columns, 0, givenColumns.length);
    System.arraycopy(wantedColumns, 0, columns, givenColumns.length, wantedColumns.length);
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < model.components(); k++) {
      Cholesky factor =
          new Cholesky(columns.length, Marginal.lower(model.gaussians().covariance(k), columns));
      Marginal.requireRegular(factor.logDeterminant(), k);
      factors.add(factor);
      means.add(marginal.gaussians().mean(k));
      covariances.add(
          new FullCovariance(wantedColumns.length, squared(factor, givenColumns.length)));
    }
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    return new MixtureModel(
        weights,
        with(
            marginal.parameters(),
            new GaussianComponents(marginal.structure(), means, covariances)));
  }

  /** B Bᵀ of the last rows and columns of a factor. */
  private static double[] squared(Cholesky factor, int from) {
    int size = factor.dimensions() - from;
    double[] lower = new double[SecondMoments.FULL.size(size)];
    for (int i = 0, t = 0; i < size; i++) {
      for (int j = 0; j <= i; j++, t++) {
        for (int m = 0; m <= j; m++) {
          lower[t] =
              Math.fma(factor.get(from + i, from + m), factor.get(from + j, from + m), lower[t]);
        }
      }
    }
    return lower;
  }

  /** The same columns, but others for the Gaussian ones. */
  private static Components with(Components all, GaussianComponents gaussian) {
    return switch (all) {
      case GaussianComponents _ -> gaussian;
      case StudentComponents students -> students.with(gaussian);
      case NoisyComponents _ -> throw new IllegalStateException("noise predicts nothing");
      case MixedComponents(var encoding, _, var discrete) ->
          new MixedComponents(encoding, gaussian, discrete);
      case DiscreteComponents discrete -> discrete;
    };
  }

  /** What C_k is multiplied by at these values: 1 for Gaussian components. */
  private double stretch(int k, double[] values) {
    double degrees = given.degreesOfFreedom(k);
    if (Double.isInfinite(degrees)) {
      return 1;
    }
    double[] difference = values.clone();
    for (int j = 0; j < difference.length; j++) {
      difference[j] -= given.gaussians().mean(k)[j];
    }
    double length = 0;
    for (double y : given.gaussians().covariance(k).whitened(difference)) {
      length = Math.fma(y, y, length);
    }
    return (degrees + length) / (degrees + values.length);
  }

  /** What a scale is multiplied by to make it a variance; infinite where there is none. */
  private double varianceOfScale(int k) {
    double degrees = given.degreesOfFreedom(k) + given.dimensions();
    if (Double.isInfinite(degrees)) {
      return 1;
    }
    return degrees > 2 ? degrees / (degrees - 2) : Double.POSITIVE_INFINITY;
  }

  /** The mixture of the given columns: its posterior at their values are the weights r_k. */
  public MixtureModel given() {
    return given;
  }

  /** Wanted columns. */
  public int dimensions() {
    return wanted.dimensions();
  }

  /**
   * The conditional mixture; its components stand in the model's order.
   *
   * @param values of the given columns
   */
  public MixtureModel at(double[] values) {
    Tile tile = new Tile(given.dimensions());
    tile.add(values);
    Responsibilities answer = new Responsibilities(given.components());
    Posterior.soft(given).evaluate(tile, answer);
    double[] weights = new double[given.components()];
    Arrays.setAll(weights, k -> answer.get(0, k));
    Components there =
        wanted.hasGaussians() ? with(wanted.parameters(), gaussian(values)) : wanted.parameters();
    return new MixtureModel(weights, there.given(given.dimensions()));
  }

  private GaussianComponents gaussian(double[] values) {
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < wanted.components(); k++) {
      double[] mean = new double[wanted.gaussians().dimensions()];
      fillMean(k, values, mean);
      means.add(mean);
      covariances.add(stretched(wanted.gaussians().covariance(k), stretch(k, values)));
    }
    return new GaussianComponents(wanted.structure(), means, covariances);
  }

  private static Covariance stretched(Covariance covariance, double factor) {
    if (factor == 1) {
      return covariance;
    }
    double[] scale = new double[covariance.dimensions()];
    Arrays.fill(scale, Math.sqrt(factor));
    return covariance.scaled(scale);
  }

  /** m_k of the Gaussian columns, into the beginning of an array. */
  private void fillMean(int k, double[] values, double[] into) {
    double[] mean = wanted.gaussians().mean(k);
    System.arraycopy(mean, 0, into, 0, mean.length);
    if (factors.isEmpty()) {
      return;
    }
    Cholesky factor = factors.get(k);
    double[] whitened =
        whitened(factor, Marginal.picked(values, gaussianGiven), given.gaussians().mean(k));
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < whitened.length; j++) {
        into[i] = Math.fma(factor.get(whitened.length + i, j), whitened[j], into[i]);
      }
    }
  }

  /** The means of all wanted columns. */
  private void fillMeans(int k, double[] values, double[] into) {
    if (wanted.hasGaussians()) {
      fillMean(k, values, into);
    }
    // From behind, so that no Gaussian mean is overwritten before it has found its place.
    for (int j = into.length - 1; j >= 0; j--) {
      into[j] = gaussianWanted[j] < 0 ? discreteWanted[k][j][0] : into[gaussianWanted[j]];
    }
  }

  /** The variance of a wanted column in a component. */
  private double variance(int k, int j) {
    int own = gaussianWanted[j];
    return own < 0 ? discreteWanted[k][j][1] : wanted.gaussians().covariance(k).get(own, own);
  }

  /** Mean and variance of a column of counts or levels. */
  private double[] moments(int k, int j) {
    double[] distribution = wanted.distribution(k, j);
    List<Double> levels = wanted.columns().get(j).levels();
    if (levels.isEmpty()) {
      return new double[] {distribution[0], distribution[0]};
    }
    double mean = 0;
    for (int l = 0; l < distribution.length; l++) {
      mean += levels.get(l) * distribution[l];
    }
    double variance = 0;
    for (int l = 0; l < distribution.length; l++) {
      double shift = levels.get(l) - mean;
      variance += shift * shift * distribution[l];
    }
    return new double[] {mean, variance};
  }

  /** A⁻¹ (x_a − μ_a), row after row. */
  private static double[] whitened(Cholesky factor, double[] values, double[] mean) {
    double[] y = new double[mean.length];
    for (int i = 0; i < y.length; i++) {
      double rest = values[i] - mean[i];
      for (int j = 0; j < i; j++) {
        rest = Math.fma(-factor.get(i, j), y[j], rest);
      }
      y[i] = rest / factor.get(i, i);
    }
    return y;
  }

  /**
   * The regression of the wanted columns on the given ones: the mean E = Σ_k r_k m_k of the
   * conditional mixture and the standard deviation √(Σ_k r_k (C_k,jj + (m_k,j − E_j)²)) of each
   * column.
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
        fillMeans(k, values, means[k]);
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

  /** What makes a variance of an entry of C_k. */
  private double[] spreads(Responsibilities weights, int point, double[] values) {
    double[] spreads = new double[weights.components()];
    for (int k = 0; k < spreads.length; k++) {
      if (weights.get(point, k) > 0) {
        spreads[k] = stretch(k, values) * varianceOfScale(k);
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
        double spread = Math.fma(shift, shift, variance(k, j) * spreads[k]);
        variance = Math.fma(weight, spread, variance);
      }
    }
    return variance;
  }
}
