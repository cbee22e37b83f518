package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.family.Maximization.Collapsed;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Expectation-Maximization: E step and M step in turn until the criterion is met, with {@link
 * Squarem} in between.
 *
 * <p>The log-likelihood never falls from one accepted iteration to the next. Where rounding makes
 * it fall all the same, by more than the slack, the iterations end with the model before. A rescue
 * may lower it; where rescues do so again and again the iterations are at their limit.
 *
 * <p>A. P. Dempster, N. M. Laird, D. B. Rubin: Maximum likelihood from incomplete data via the EM
 * algorithm. J. R. Statist. Soc. B 39 (1977) 1–38.
 */
public final class ExpectationMaximization {
  private static final double RELATIVE_SLACK = 1e-12;
  private static final double SLACK_PER_OBSERVATION = Math.ulp(1.0);

  /** Steps that lower the log-likelihood, of a start that is not given up. */
  private static final int MOST_FALLS = 20;

  private final Function<MixtureModel, SufficientStatistics> eStep;
  private final MStep mStep;
  private final ConvergenceCriterion criterion;
  private final DataProfile data;
  private final Squarem squarem;
  private final Follower follower;

  /** A follower of the iterations. */
  public interface Follower {
    /**
     * A step has been taken.
     *
     * @param state where it led to
     * @param resumable the last state from which another process would come to the same bits
     */
    void iterated(EmState state, EmState resumable);
  }

  /** The end of the iterations of a start. */
  public sealed interface Ending {
    /** Where they led to, for others to begin from. */
    default Maximization<MixtureModel> model() {
      return switch (this) {
        case Ended(var state, _, _) -> Maximization.of(state.model());
        case Degenerate(int component, int column, _) -> new Collapsed<>(component, column);
      };
    }

    /**
     * They stopped at a model.
     *
     * @param statistics those of a pass with the model
     */
    record Ended(EmState state, SufficientStatistics statistics, StoppingReason reason)
        implements Ending {}

    /** A component collapsed. */
    record Degenerate(int component, int column, int iteration) implements Ending {}
  }

  public ExpectationMaximization(
      Function<MixtureModel, SufficientStatistics> eStep,
      MStep mStep,
      ConvergenceCriterion criterion,
      DataProfile data,
      Acceleration acceleration,
      Follower follower) {
    this(eStep, mStep, criterion, data, new Squarem(acceleration, mStep, data, null), follower);
  }

  /** With leaps on a sample of the points, where there is one. */
  public ExpectationMaximization(
      Function<MixtureModel, SufficientStatistics> eStep,
      MStep mStep,
      ConvergenceCriterion criterion,
      DataProfile data,
      Acceleration acceleration,
      @Nullable SampleLeaps sampleLeaps,
      Follower follower) {
    this(
        eStep,
        mStep,
        criterion,
        data,
        new Squarem(acceleration, mStep, data, sampleLeaps),
        follower);
  }

  private ExpectationMaximization(
      Function<MixtureModel, SufficientStatistics> eStep,
      MStep mStep,
      ConvergenceCriterion criterion,
      DataProfile data,
      Squarem squarem,
      Follower follower) {
    this.eStep = eStep;
    this.mStep = mStep;
    this.criterion = criterion;
    this.data = data;
    this.squarem = squarem;
    this.follower = follower;
  }

  public Ending run(EmState start) {
    return run(start, pass(start.model()));
  }

  /**
   * Goes on from where iterations ended too early: the last pass of those need not be made again.
   */
  public Ending goOn(Ending.Ended from) {
    return run(from.state().notYet(from.statistics().objective()), from.statistics());
  }

  private Ending run(EmState start, SufficientStatistics first) {
    EmState state = start;
    SufficientStatistics statistics = first;
    while (true) {
      Ending ending = squarem.hasOvershot(statistics) ? limit(state) : ending(state, statistics);
      if (ending != null) {
        return ending;
      }
      switch (next(state, statistics)) {
        case Maximized<EmState>(var next, _) -> state = next;
        case Collapsed<EmState>(var component, var column) -> {
          return new Ending.Degenerate(component, column, state.iteration());
        }
      }
      follower.iterated(state, squarem.resumable(state));
      statistics = pass(state.model());
    }
  }

  private SufficientStatistics pass(MixtureModel model) {
    return mStep.judged(eStep.apply(model), model);
  }

  /** A leap that went too far ends at the limit of iterations alone, where it started from. */
  private @Nullable Ending limit(EmState state) {
    if (state.iteration() < criterion.maxIterations()) {
      return null;
    }
    Squarem.Pass origin = squarem.goBack(state.iteration());
    return new Ending.Ended(origin.state(), origin.statistics(), StoppingReason.ITERATION_LIMIT);
  }

  private @Nullable Ending ending(EmState state, SufficientStatistics statistics) {
    if (hasFallen(state, statistics)) {
      return before(state);
    }
    if (isConverged(state, statistics)) {
      return new Ending.Ended(state, statistics, criterion.reason());
    }
    return state.iteration() == criterion.maxIterations() || isGoingInCircles(state)
        ? new Ending.Ended(state, statistics, StoppingReason.ITERATION_LIMIT)
        : null;
  }

  private Maximization<EmState> next(EmState state, SufficientStatistics statistics) {
    if (squarem.hasOvershot(statistics)) {
      Squarem.Pass origin = squarem.goBack(state.iteration());
      return step(origin.state(), origin.statistics());
    }
    EmState seen = state.seen(statistics.objective());
    EmState leapt = squarem.leap(state, new Squarem.Pass(seen, statistics));
    return leapt == null ? step(seen, statistics) : Maximization.of(leapt);
  }

  private Maximization<EmState> step(EmState seen, SufficientStatistics statistics) {
    return mStep
        .maximize(statistics, seen.model())
        .map((model, rescued) ->
            seen.next(model, seen.model().distance(model, data.scales()), rescued));
  }

  private boolean isConverged(EmState state, SufficientStatistics statistics) {
    boolean isAfterPlainStep = state.trace().connected() > 0;
    return isAfterPlainStep
        && criterion.tolerance() > 0
        && criterion.isMet(remaining(state, statistics) / data.size(), state.change());
  }

  /** Differences of two log-likelihoods of n points that say nothing: rounding makes them. */
  public static double slack(double logLikelihood, double n) {
    return RELATIVE_SLACK * Math.abs(logLikelihood) + n * SLACK_PER_OBSERVATION;
  }

  /** Where the log-likelihood may fall nothing can be projected: only standing still counts. */
  private double remaining(EmState state, SufficientStatistics statistics) {
    double logLikelihood = statistics.objective();
    return state.rescued().isEmpty()
        ? state.trace().remaining(logLikelihood, RELATIVE_SLACK * Math.abs(logLikelihood))
        : Math.abs(logLikelihood - state.previousLogLikelihood());
  }

  /** A component that collapses, is rescued, and collapses again does not come to rest. */
  private boolean isGoingInCircles(EmState state) {
    return criterion.tolerance() > 0 && state.trace().falls(data.size()) >= MOST_FALLS;
  }

  private boolean hasFallen(EmState state, SufficientStatistics statistics) {
    double before = state.previousLogLikelihood();
    return !mayFall(state)
        && criterion.tolerance() > 0
        && statistics.objective() < before - slack(before, data.size());
  }

  /**
   * A rescue may lower the likelihood, and so may the first step: parameters that were given need
   * not be any that an M step could come to.
   */
  private static boolean mayFall(EmState state) {
    return state.iteration() <= 1 || !state.rescued().isEmpty();
  }

  private Ending before(EmState state) {
    EmState accepted = state.back();
    if (accepted == null) {
      throw new IllegalStateException("the log-likelihood fell before the first iteration");
    }
    return new Ending.Ended(accepted, pass(accepted.model()), StoppingReason.ROUNDING_LIMIT);
  }
}
