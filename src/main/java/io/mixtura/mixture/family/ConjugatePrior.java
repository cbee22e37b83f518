package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.GivenNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The belief that one has of Gaussian components before any data: μ_k | Σ_k ~ N(m, Σ_k / κ), and
 * Σ_k inverse Wishart with ν degrees of freedom and scale Λ. A fit then finds the most probable
 * parameters (MAP) instead of the most likely ones, and no component can collapse.
 *
 * <p>What is null is taken from the data, as R's mclust does: ν = d + 2, m their mean, Λ their
 * covariance divided by k^(2/d).
 *
 * <p>C. Fraley, A. E. Raftery: Bayesian regularization for normal mixture estimation and
 * model-based clustering. J. Classification 24 (2007) 155–181.
 *
 * @param shrinkage κ: with the weight of how many points m counts
 * @param degreesOfFreedom ν
 * @param mean m, in the data's own units
 * @param scale Λ, d × d, in the data's own units
 */
public record ConjugatePrior(
    double shrinkage,
    @Nullable Double degreesOfFreedom,
    @Nullable List<Double> mean,
    @Nullable List<List<Double>> scale) {

  /** The shrinkage of mclust. */
  public static final double DEFAULT_SHRINKAGE = 0.01;

  /** That of mclust, all of it taken from the data. */
  static final ConjugatePrior BY_DEFAULT = new ConjugatePrior(DEFAULT_SHRINKAGE, null, null, null);

  /** No data say anything against a belief that counts as more. */
  private static final double MOST_ROWS = 1e9;

  /**
   * Checks the prior for a fit.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public void check(CovarianceStructure structure, int d) {
    require(
        structure.isEstimated(),
        "'%s' has no covariances to estimate; leave prior out",
        structure.code());
    require(shrinkage > 0, "shrinkage must be above 0, but was %s", shrinkage);
    require(
        shrinkage <= MOST_ROWS,
        "shrinkage must be at most 1e9, but was %s; the mean counts as so many rows",
        shrinkage);
    if (degreesOfFreedom != null) {
      require(
          degreesOfFreedom > d - 1,
          "degreesOfFreedom must be above the number of columns less 1, which is %d, but was %s",
          d - 1,
          degreesOfFreedom);
      require(
          degreesOfFreedom <= MOST_ROWS,
          "degreesOfFreedom must be at most 1e9, but was %s; the scale counts as so many rows",
          degreesOfFreedom);
    }
    if (mean != null) {
      GivenNumbers.requireNumbers(mean, d, "the mean of the prior");
      GivenNumbers.requireWithin(mean, GivenNumbers.LARGEST, "the mean of the prior");
    }
    if (scale != null) {
      GivenNumbers.requireCovariance(scale, d, "the scale of the prior");
    }
  }

  private static void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(arguments));
    }
  }
}
