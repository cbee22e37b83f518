package io.mixtura.mixture;

/**
 * The M step: the model that maximizes Q(θ, θ_old), given the statistics of the pass with θ_old.
 *
 * @param mixingWeights where π comes from
 * @param rescue what to do with components that collapse
 */
record MStep(MixingWeights mixingWeights, Rescue rescue) {

  Maximization<MixtureModel> maximize(SufficientStatistics statistics, MixtureModel old) {
    Components components = old.parameters();
    return model(statistics, components.family().maximize(statistics, components, rescue));
  }

  /** As {@link #maximize}, lenient with components that have too few points to start from. */
  Maximization<MixtureModel> start(SufficientStatistics statistics, Components old) {
    return model(statistics, old.family().start(statistics, old, rescue));
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
