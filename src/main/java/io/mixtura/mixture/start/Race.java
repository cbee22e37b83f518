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
 *
 * @param criterion when a start is near enough to its end
 * @param firstLook iterations after which a start is looked at, and after twice as many again;
 *     whole leaps
 * @param lead by how much a start must be able to get ahead of what it is measured by, per
 *     observation
 */
record Race(SearchLevel level, ConvergenceCriterion criterion, int firstLook, double lead) {
  /** Iterations after which it shows whether a start from the data leads anywhere. */
  static final int FIRST_LOOK = 9;

  /** A start from near a maximum shows it at once. */
  static final int FIRST_LOOK_NEARBY = 3;

  private static final double HOPE = 2;

  /** At a first look at what is near a maximum: a small component moves slowly. */
  private static final double HOPE_NEARBY = 4;

  /** The end of a try. */
  record Result(Ending ending, boolean isGivenUp) {}

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
    int stage = 2 * firstLook <= criterion.maxIterations() ? firstLook : criterion.maxIterations();
    Ending ending = level.until(iterations(stage)).run(start);
    while (ending instanceof Ending.Ended ended
        && ended.reason() == StoppingReason.ITERATION_LIMIT
        && stage < criterion.maxIterations()) {
      if (isBehind(ended, bar)) {
        return new Result(ending, true);
      }
      stage = 4 * stage <= criterion.maxIterations() ? 2 * stage : criterion.maxIterations();
      ending =
          level.isSample()
              ? level.until(iterations(stage)).goOn(ended)
              : level.until(iterations(stage)).run(ended.state());
    }
    return new Result(ending, false);
  }

  private ConvergenceCriterion iterations(int most) {
    return new ConvergenceCriterion(criterion.criterion(), criterion.tolerance(), most);
  }

  private boolean isBehind(Ending.Ended ended, double bar) {
    List<Double> history = ended.state().trace().history();
    double objective = ended.statistics().objective();
    double gain = objective - history.get(history.size() / 2);
    double hope = ended.state().iteration() < FIRST_LOOK ? HOPE_NEARBY : HOPE;
    return (objective + hope * gain) / level.size() < bar + lead;
  }
}
