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
        hasNoise(old.parameters())
            ? NoiseWeight.estimate(mixingWeights, statistics)
            : mixingWeights.estimate(statistics);
    return model(weights, family.maximize(statistics, old.parameters(), rescue));
  }

  /** As {@link #maximize}, lenient with components that have too few points to start from. */
  public Maximization<MixtureModel> start(SufficientStatistics statistics, Components old) {
    double[] weights =
        hasNoise(old)
            ? NoiseWeight.start(mixingWeights, statistics)
            : mixingWeights.estimate(statistics);
    return model(weights, family.start(statistics, old, rescue));
  }

  /** What a pass says of a model, with what is believed of it besides. */
  public SufficientStatistics judged(SufficientStatistics statistics, MixtureModel model) {
    statistics.setLogPrior(family.logPrior(model.parameters()));
    return statistics;
  }

  private static boolean hasNoise(Components components) {
    return components.clusters() < components.count();
  }

  private static Maximization<MixtureModel> model(
      double[] weights, Maximization<Components> maximization) {
    return switch (maximization) {
      case Maximization.Maximized<Components>(var components, var rescued) ->
          new Maximization.Maximized<>(new MixtureModel(weights, components), rescued);
      case Maximization.Collapsed<Components>(var component, var column) ->
          new Maximization.Collapsed<>(component, column);
    };
  }
}
