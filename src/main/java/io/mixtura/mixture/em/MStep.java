package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.statistics.SufficientStatistics;

/**
 * The M step: the model that maximizes Q(θ, θ_old), given the statistics of the pass with θ_old.
 *
 * @param family of the components
 * @param mixingWeights where π comes from
 * @param rescue what to do with components that collapse
 */
public record MStep(ComponentFamily family, MixingWeights mixingWeights, Rescue rescue) {

  Maximization<MixtureModel> maximize(SufficientStatistics statistics, MixtureModel old) {
    double[] weights =
        old.hasNoise()
            ? NoiseWeight.estimate(mixingWeights, statistics)
            : mixingWeights.estimate(statistics);
    return family
        .maximize(statistics, old.parameters(), rescue)
        .map(components -> new MixtureModel(weights, components));
  }

  /** As {@link #maximize}, lenient with components that have too few points to start from. */
  public Maximization<MixtureModel> start(SufficientStatistics statistics, Components old) {
    double[] weights =
        old.hasNoise()
            ? NoiseWeight.start(mixingWeights, statistics)
            : mixingWeights.estimate(statistics);
    return family
        .start(statistics, old, rescue)
        .map(components -> new MixtureModel(weights, components));
  }

  /** What a pass says of a model, with what is believed of it besides. */
  public SufficientStatistics judged(SufficientStatistics statistics, MixtureModel model) {
    statistics.setLogPrior(family.logPrior(model.parameters()));
    return statistics;
  }
}
