package io.mixtura.mixture;

/**
 * A kind of component distribution: what the EM loop needs to know of it. The loop itself, the
 * weights, restarts, checkpoints and criteria are the same for every family.
 */
public sealed interface ComponentFamily permits GaussianFamily {

  /** The second moments that {@link #maximize} reads from the statistics. */
  Moments moments();

  /** Free parameters of k components in d dimensions, without the mixing weights. */
  long freeParameters(int k, int d);

  /** Points, in effective number, that a component needs to have parameters of its own. */
  int fewestPoints(int d);

  /**
   * The M step: the parameters that maximize the expected complete log-likelihood.
   *
   * @param statistics what the pass with {@code current} gathered
   * @param rescue what to do with components that collapse
   */
  Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue);

  /**
   * Parameters to start from: as {@link #maximize}, but a component with too few points takes over
   * the spread that all components have together.
   */
  Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue);
}
