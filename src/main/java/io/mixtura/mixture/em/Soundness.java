package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.statistics.SufficientStatistics;

/**
 * Tells a maximum from a hole in the likelihood.
 *
 * <p>A start is spurious when it ends with a component on too few points to have parameters of its
 * own, one that only the rescue keeps from collapsing, or one that is narrow beyond belief against
 * the data: with Σ₀ the covariance of the data, d / tr(Σ_k⁻¹ Σ₀), which lies between the smallest
 * eigenvalue of Σ₀⁻¹Σ_k and d times as much, is below {@value #NARROWEST}. The test does not depend
 * on units.
 */
public final class Soundness {
  /** Starts this close, per observation, are taken to have reached the same maximum. */
  public static final double SAME_MAXIMUM_PER_OBSERVATION = 1e-4;

  /** A ten-thousandth of the data's spread, squared. */
  private static final double NARROWEST = 1e-8;

  private final DataProfile data;
  private final ComponentFamily family;

  public Soundness(DataProfile data, ComponentFamily family) {
    this.data = data;
    this.family = family;
  }

  public boolean isSpurious(EmState state, SufficientStatistics statistics) {
    MixtureModel model = state.model();
    if (!state.rescued().isEmpty()) {
      return true;
    }
    int fewest = family.fewestPoints(model.dimensions());
    for (int k = 0; k < model.clusters(); k++) {
      if (statistics.count(k) < fewest
          || model.parameters().narrowness(k, data.ofGaussian().covariance()) < NARROWEST) {
        return true;
      }
    }
    return false;
  }
}
