package io.mixtura.mixture;

import io.mixtura.mixture.encoding.ColumnFamily;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The mean and the covariance of a mixture as a whole, by the law of total variance: m = Σ_k π_k
 * m_k and Σ_k π_k (C_k + (m_k − m)(m_k − m)ᵀ), over all columns and components, noise included.
 *
 * <ul>
 *   <li>A t component has no mean where ν is at most 1 and no covariance where it is at most 2, and
 *       then neither has the mixture; else C_k = ν/(ν−2) Σ_k.
 *   <li>The numbers of a categorical column's levels are names, which have neither.
 *   <li>Noise is uniform in its box: C = sides² / 12.
 *   <li>A fit of full covariances that has converged has the mean and covariance of its data.
 * </ul>
 */
public final class MixtureMoments {
  /** Columns beyond which a matrix is left out of models that have no other: 20 MB of text. */
  private static final int MOST_COLUMNS = 1000;

  private static final double NO_MEAN = 1;
  private static final double NO_VARIANCE = 2;

  private final double @Nullable [] mean;
  private final double @Nullable [][] covariance;
  private final @Nullable String reason;

  private MixtureMoments(
      double @Nullable [] mean, double @Nullable [][] covariance, @Nullable String reason) {
    this.mean = mean;
    this.covariance = covariance;
    this.reason = reason;
  }

  public static MixtureMoments of(MixtureModel model) {
    double least = leastDegreesOfFreedom(model);
    if (least <= NO_MEAN) {
      return new MixtureMoments(
          null, null, "a t component of %.3g degrees of freedom has no mean".formatted(least));
    }
    double[] mean = mean(model);
    if (least <= NO_VARIANCE) {
      return new MixtureMoments(
          mean, null, "a t component of %.3g degrees of freedom has no variance".formatted(least));
    }
    return hasCovariance(model.dimensions(), model.hasGaussians())
        ? new MixtureMoments(mean, covariance(model, mean), ofNames(model))
        : new MixtureMoments(mean, null, "more than %d columns".formatted(MOST_COLUMNS));
  }

  private static @Nullable String ofNames(MixtureModel model) {
    return model.columns().stream().anyMatch(ColumnFamily.Categorical.class::isInstance)
        ? "a categorical column has neither: the numbers of its levels are names"
        : null;
  }

  private static boolean hasCovariance(int dimensions, boolean isAnyGaussian) {
    return isAnyGaussian || dimensions <= MOST_COLUMNS;
  }

  /** How many numbers they are at most. */
  public static double numbers(int dimensions, boolean isAnyGaussian) {
    double d = dimensions;
    return hasCovariance(dimensions, isAnyGaussian) ? d * (d + 1) : d;
  }

  /** NaN for a categorical column; null if there is none. */
  public double @Nullable [] mean() {
    return mean;
  }

  /** NaN for a categorical column; null if there is none. */
  public double @Nullable [][] covariance() {
    return covariance;
  }

  /** Why there is no mean or no covariance, of some columns or all; null if there are both. */
  public @Nullable String reason() {
    return reason;
  }

  private static double leastDegreesOfFreedom(MixtureModel model) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < model.clusters(); k++) {
      if (model.weight(k) > 0) {
        least = Math.min(least, model.degreesOfFreedom(k));
      }
    }
    return least;
  }

  private static double[] mean(MixtureModel model) {
    double[] mean = new double[model.dimensions()];
    for (int k = 0; k < model.components(); k++) {
      double[] own = mean(model, k);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += model.weight(k) * own[j];
      }
    }
    return mean;
  }

  private static boolean isNoise(MixtureModel model, int k) {
    return k == model.clusters();
  }

  private static double[] mean(MixtureModel model, int k) {
    double[] mean = new double[model.dimensions()];
    if (isNoise(model, k)) {
      double[] lower = model.noiseLower();
      double[] sides = model.noiseSides();
      Arrays.setAll(mean, j -> lower[j] + sides[j] / 2);
      return mean;
    }
    double[] gaussian = model.hasGaussians() ? model.mean(k) : new double[0];
    Arrays.setAll(
        mean,
        j ->
            model.encoding().isGaussian(j)
                ? gaussian[model.encoding().first(j)]
                : moments(model, k, j)[0]);
    return mean;
  }

  /** Mean and variance of a column that is not Gaussian. */
  private static double[] moments(MixtureModel model, int k, int column) {
    return model.columns().get(column) instanceof ColumnFamily.Categorical
        ? new double[] {Double.NaN, Double.NaN}
        : model.moments(k, column);
  }

  private static double[][] covariance(MixtureModel model, double[] mean) {
    double[][] sum = new double[mean.length][mean.length];
    for (int k = 0; k < model.components(); k++) {
      double weight = model.weight(k);
      addWithin(model, k, sum);
      double[] own = mean(model, k);
      for (int i = 0; i < mean.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          sum[i][j] += weight * (own[i] - mean[i]) * (own[j] - mean[j]);
        }
      }
    }
    return sum;
  }

  private static void addWithin(MixtureModel model, int k, double[][] sum) {
    double weight = model.weight(k);
    if (isNoise(model, k)) {
      double[] sides = model.noiseSides();
      for (int j = 0; j < sides.length; j++) {
        sum[j][j] += weight * sides[j] * sides[j] / 12;
      }
      return;
    }
    int[] gaussian = model.encoding().gaussianColumns();
    if (gaussian.length > 0) {
      double[][] within = model.covariance(k);
      double factor = weight * variance(model.degreesOfFreedom(k));
      for (int i = 0; i < gaussian.length; i++) {
        for (int j = 0; j < gaussian.length; j++) {
          sum[gaussian[i]][gaussian[j]] += factor * within[i][j];
        }
      }
    }
    for (int j = 0; j < sum.length; j++) {
      if (!model.encoding().isGaussian(j)) {
        sum[j][j] += weight * moments(model, k, j)[1];
      }
    }
  }

  private static double variance(double degrees) {
    return degrees == Double.POSITIVE_INFINITY ? 1 : degrees / (degrees - NO_VARIANCE);
  }
}
