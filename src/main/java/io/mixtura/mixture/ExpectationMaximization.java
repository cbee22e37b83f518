package io.mixtura.mixture;

import io.mixtura.mixture.Maximization.Collapsed;
import io.mixtura.mixture.Maximization.Maximized;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Expectation-Maximization: E step and M step in turn until the criterion is met.
 *
 * <p>The log-likelihood never falls from one accepted iteration to the next. Where rounding makes
 * it fall all the same, by more than the slack, the iterations end with the model before.
 *
 * <p>A. P. Dempster, N. M. Laird, D. B. Rubin: Maximum likelihood from incomplete data via the EM
 * algorithm. J. R. Statist. Soc. B 39 (1977) 1–38.
 */
final class ExpectationMaximization {
  private static final double RELATIVE_SLACK = 1e-12;
  private static final double SLACK_PER_OBSERVATION = Math.ulp(1.0);

  private final Function<MixtureModel, SufficientStatistics> eStep;
  private final MStep mStep;
  private final ConvergenceCriterion criterion;
  private final DataProfile data;
  private final Consumer<EmState> iterated;

  /** How the iterations of a start ended. */
  sealed interface Ending {
    /**
     * They stopped at a model.
     *
     * @param statistics those of a pass with the model
     */
    record Stopped(EmState state, SufficientStatistics statistics, StoppingReason reason)
        implements Ending {}

    /** A component collapsed. */
    record Degenerate(int component, int column, int iteration) implements Ending {}
  }

  ExpectationMaximization(
      Function<MixtureModel, SufficientStatistics> eStep,
      MStep mStep,
      ConvergenceCriterion criterion,
      DataProfile data,
      Consumer<EmState> iterated) {
    this.eStep = eStep;
    this.mStep = mStep;
    this.criterion = criterion;
    this.data = data;
    this.iterated = iterated;
  }

  Ending run(EmState start) {
    EmState state = start;
    while (true) {
      SufficientStatistics statistics = eStep.apply(state.model());
      if (hasFallen(state, statistics)) {
        return before(state);
      }
      if (isConverged(state, statistics)) {
        return new Ending.Stopped(state, statistics, criterion.reason());
      }
      if (state.iteration() == criterion.maxIterations()) {
        return new Ending.Stopped(state, statistics, StoppingReason.ITERATION_LIMIT);
      }
      switch (mStep.maximize(statistics, state.model())) {
        case Maximized<MixtureModel>(var model, var rescued) ->
            state = next(state, model, statistics, rescued);
        case Collapsed<MixtureModel>(var component, var column) -> {
          return new Ending.Degenerate(component, column, state.iteration());
        }
      }
      iterated.accept(state);
    }
  }

  private EmState next(
      EmState state, MixtureModel model, SufficientStatistics statistics, List<Integer> rescued) {
    double change = state.model().distance(model, data.scales());
    return state.next(model, statistics.logLikelihood(), change, rescued);
  }

  private boolean isConverged(EmState state, SufficientStatistics statistics) {
    if (state.iteration() == 0 || criterion.tolerance() == 0) {
      return false;
    }
    double gain = statistics.logLikelihood() - state.previousLogLikelihood();
    // Where it may fall, only standing still counts.
    double progress = mayFall(state) ? Math.abs(gain) : gain;
    return criterion.isMet(progress / data.size(), state.change());
  }

  private boolean hasFallen(EmState state, SufficientStatistics statistics) {
    double before = state.previousLogLikelihood();
    double slack = RELATIVE_SLACK * Math.abs(before) + data.size() * SLACK_PER_OBSERVATION;
    return !mayFall(state)
        && criterion.tolerance() > 0
        && statistics.logLikelihood() < before - slack;
  }

  /**
   * A rescue may lower the likelihood, and so may the first step: parameters that were given need
   * not be any that an M step could come to.
   */
  private static boolean mayFall(EmState state) {
    return state.iteration() == 1 || !state.rescued().isEmpty();
  }

  private Ending before(EmState state) {
    MixtureModel previous = state.previous();
    if (previous == null) {
      throw new IllegalStateException("the log-likelihood fell before the first iteration");
    }
    EmState accepted =
        new EmState(previous, state.iteration() - 1, null, Double.NaN, state.change(), List.of());
    return new Ending.Stopped(accepted, eStep.apply(previous), StoppingReason.ROUNDING_LIMIT);
  }
}
