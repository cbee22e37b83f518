package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.ExpectationMaximization.Ending;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.family.Maximization.Collapsed;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.StoppingReason;
import java.util.List;

/**
 * The tries of a search: some iterations from each start, enough to tell where it leads to. It is
 * given up on the way where it is so far behind that {@value #HOPE} times what it has lately gained
 * would not bring it among the best.
 */
final class Race {
  /** Iterations after which a start is looked at; multiples of a leap's cycle, but for the last. */
  private static final int[] STAGES = {9, 18, 40};

  /**
   * What is left to gain then tells no maxima apart. Starts that do nothing for a while have gains
   * that grow, and are not taken for converged.
   */
  private static final double TOLERANCE = 1e-6;

  private static final double HOPE = 2;

  private final SearchLevel level;

  /** The end of a try. */
  record Result(Ending ending, boolean isGivenUp) {}

  Race(SearchLevel level) {
    this.level = level;
  }

  /** Iterations of a try at most. */
  static int longest() {
    return STAGES[STAGES.length - 1] + STAGES.length;
  }

  /**
   * Tries a start.
   *
   * @param bar the objective per observation that it must come near to
   */
  Result run(Maximization<MixtureModel> start, double bar) {
    return switch (start) {
      case Maximized<MixtureModel>(var model, _) -> run(EmState.start(model), bar);
      case Collapsed<MixtureModel>(var component, var column) ->
          new Result(new Ending.Degenerate(component, column, 0), false);
    };
  }

  private Result run(EmState start, double bar) {
    EmState from = start;
    for (int stage = 0; ; stage++) {
      Ending ending = level.follow(from, until(STAGES[stage]));
      if (stage == STAGES.length - 1
          || !(ending instanceof Ending.Ended ended)
          || ended.reason() != StoppingReason.ITERATION_LIMIT) {
        return new Result(ending, false);
      }
      if (isBehind(ended, bar)) {
        return new Result(ending, true);
      }
      from = ended.state();
    }
  }

  private static ConvergenceCriterion until(int iterations) {
    return new ConvergenceCriterion(
        ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, TOLERANCE, iterations);
  }

  private boolean isBehind(Ending.Ended ended, double bar) {
    List<Double> history = ended.state().trace().history();
    double objective = ended.statistics().objective();
    double gain = objective - history.get(history.size() / 2);
    return (objective + HOPE * gain) / level.size() < bar;
  }
}
