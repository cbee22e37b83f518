package io.mixtura.mixture;

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
   * The mixture of these parameters, its components in the order of descending weight.
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
    MixtureModel model = GivenParameters.gaussian(structure, weights, means, covariances);
    GivenParameters.requireStructure(structure, covariances, model.gaussians());
    for (int k = 0; k < model.components(); k++) {
      requireWidth(model.gaussians().covariance(k), k);
    }
    return model.reordered(model.canonicalOrder());
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
