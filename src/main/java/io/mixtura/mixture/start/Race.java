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
 * A race of starts: iterations from one after the other, enough to tell where each leads to. One is
 * given up on the way where it is so far behind that {@value #HOPE} times what it has lately gained
 * would not bring it among the best.
 */
final class Race {
  /** Iterations after which a start is looked at, and after twice as many again; whole leaps. */
  private static final int FIRST_STAGE = 9;

  private static final double HOPE = 2;

  private final SearchLevel level;
  private final ConvergenceCriterion criterion;

  /** The end of a try. */
  record Result(Ending ending, boolean isGivenUp) {}

  /**
   * A race that has not begun.
   *
   * @param criterion when a start is near enough to its end
   */
  Race(SearchLevel level, ConvergenceCriterion criterion) {
    this.level = level;
    this.criterion = criterion;
  }

  /**
   * Follows a start.
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
    int stage = FIRST_STAGE;
    while (2 * stage <= criterion.maxIterations()) {
      Ending ending = level.follow(from, until(stage));
      if (!(ending instanceof Ending.Ended ended)
          || ended.reason() != StoppingReason.ITERATION_LIMIT) {
        return new Result(ending, false);
      }
      if (isBehind(ended, bar)) {
        return new Result(ending, true);
      }
      from = ended.state();
      stage *= 2;
    }
    return new Result(level.follow(from, criterion), false);
  }

  private ConvergenceCriterion until(int iterations) {
    return new ConvergenceCriterion(criterion.criterion(), criterion.tolerance(), iterations);
  }

  private boolean isBehind(Ending.Ended ended, double bar) {
    List<Double> history = ended.state().trace().history();
    double objective = ended.statistics().objective();
    double gain = objective - history.get(history.size() / 2);
    return (objective + HOPE * gain) / level.size() < bar;
  }
}
