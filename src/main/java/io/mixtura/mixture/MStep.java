package io.mixtura.mixture;

/**
 * The M step: the model that maximizes Q(θ, θ_old), given the statistics of the pass with θ_old.
 *
 * @param family of the components
 * @param mixingWeights where π comes from
 * @param rescue what to do with components that collapse
 */
record MStep(ComponentFamily family, MixingWeights mixingWeights, Rescue rescue) {

  Maximization<MixtureModel> maximize(SufficientStatistics statistics, MixtureModel old) {
    return model(statistics, family.maximize(statistics, old.parameters(), rescue));
  }

  /** As {@link #maximize}, lenient with components that have too few points to start from. */
  Maximization<MixtureModel> start(SufficientStatistics statistics, Components old) {
    return model(statistics, family.start(statistics, old, rescue));
  }

  /** What a pass says of a model, with what is believed of it besides. */
  SufficientStatistics judged(SufficientStatistics statistics, MixtureModel model) {
    statistics.setLogPrior(family.logPrior(model.parameters()));
    return statistics;
  }

  private Maximization<MixtureModel> model(
      SufficientStatistics statistics, Maximization<Components> maximization) {
    return switch (maximization) {
      case Maximization.Maximized<Components>(var components, var rescued) ->
          new Maximization.Maximized<>(
              new MixtureModel(mixingWeights.estimate(statistics), components), rescued);
      case Maximization.Collapsed<Components>(var component, var column) ->
          new Maximization.Collapsed<>(component, column);
    };
  }
}
