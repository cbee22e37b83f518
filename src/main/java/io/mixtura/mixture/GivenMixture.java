package io.mixtura.mixture;

import static io.mixtura.mixture.covariance.GivenNumbers.require;
import static io.mixtura.mixture.covariance.GivenNumbers.requireFinite;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.GivenCovariances;
import io.mixtura.mixture.covariance.GivenNumbers;
import io.mixtura.mixture.family.GaussianComponents;
import java.util.ArrayList;
import java.util.List;

/**
 * Mixtures that were not fitted here but are stated by their parameters, and are to be asked
 * questions like any other.
 */
public final class GivenMixture {
  /**
   * Standard deviations below it are refused: with coordinates up to 1e100 squared distances would
   * leave the range of doubles.
   */
  private static final double SMALLEST_DEVIATION = 1e-50;

  private GivenMixture() {}

  /**
   * The mixture of these parameters, its components in the order that they are given in.
   *
   * @param structure what the covariances look like: {@code tied} ones are equal, {@code spherical}
   *     ones have one variance, {@code identity} is I
   * @param weights k positive weights that sum to 1 within 1e-6; they are rescaled to sum to 1
   * @param means k × d
   * @param covariances k × d × d, symmetric and positive definite
   * @throws IllegalArgumentException if they are not; the message names the component
   */
  public static MixtureModel of(
      CovarianceStructure structure, double[] weights, double[][] means, double[][][] covariances) {
    MixtureModel model = gaussian(structure, weights, means, covariances);
    GivenCovariances.requireStructure(structure, covariances, model.gaussians().covariances());
    requireWidth(model);
    return model;
  }

  /**
   * The mixture of these parameters, in the order that they have, whatever the structure allows.
   */
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
      covarianceList.add(GivenCovariances.covariance(structure, covariances[k], k, d));
    }
    return new MixtureModel(
        GivenNumbers.weights(weights), new GaussianComponents(structure, meanList, covarianceList));
  }

  /**
   * Refuses a mixture whose Gaussians are so narrow that distances would leave the range.
   *
   * @throws IllegalArgumentException naming the component
   */
  public static void requireWidth(MixtureModel model) {
    for (int k = 0; model.hasGaussians() && k < model.clusters(); k++) {
      requireWidth(model.gaussians().covariance(k), k);
    }
  }

  private static void requireWidth(Covariance covariance, int k) {
    for (double conditional : covariance.conditionalVariances()) {
      if (!(Math.sqrt(conditional) >= SMALLEST_DEVIATION)) {
        throw new IllegalArgumentException(
            "component %s has a standard deviation of %s in some direction; below %s distances cannot be computed, state the parameters in smaller units"
                .formatted(k, Math.sqrt(conditional), SMALLEST_DEVIATION));
      }
    }
  }
}
