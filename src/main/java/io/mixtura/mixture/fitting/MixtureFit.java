package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.em.ExpectationMaximization.Ending;
import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.family.Maximization.Collapsed;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.fitting.FitCheckpoint.BestStart;
import io.mixtura.mixture.fitting.FitCheckpoint.FinishedStart;
import io.mixtura.mixture.fitting.FitOutcome.BestSoFar;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.FitInterrupted;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.start.ChosenStarts;
import io.mixtura.mixture.start.Neighbours;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fit: some starts, EM from each of them, and the best sound one kept.
 *
 * <p>Can be stopped at any tile and resumed from its last checkpoint, by another process too, and
 * ends with the same bits as if nothing had happened.
 */
public final class MixtureFit {
  private static final double EQUAL_PER_OBSERVATION = 1e-9;

  private final EStep eStep;
  private final @Nullable Neighbours others;
  private final List<String> columns;
  private final FitObserver observer;

  private FitSpec spec;
  private FitCheckpoint checkpoint = FitCheckpoint.beginning();
  private @Nullable FitParts parts;
  private @Nullable SufficientStatistics bestStatistics;
  private @Nullable EmState ongoing;

  /**
   * A fit that has not begun.
   *
   * @param spec what to fit
   * @param observations the data
   * @param columns their names, for messages
   * @param passThreads threads to share
   * @param observer who follows
   */
  public MixtureFit(
      FitSpec spec,
      Observations observations,
      List<String> columns,
      PassThreads passThreads,
      FitObserver observer) {
    this(
        spec,
        new LocalEStep(observations, Kernels.best(), passThreads, observer::stopRequested),
        columns,
        observer);
  }

  /**
   * A fit that has not begun, to points wherever they are.
   *
   * @param eStep on the data; stops when the observer asks for it
   */
  public MixtureFit(FitSpec spec, EStep eStep, List<String> columns, FitObserver observer) {
    this(spec, eStep, null, columns, observer);
  }

  /**
   * A fit that has not begun.
   *
   * @param others where other fits that it is compared with have led; null if there are none
   */
  public MixtureFit(
      FitSpec spec,
      EStep eStep,
      @Nullable Neighbours others,
      List<String> columns,
      FitObserver observer) {
    this.spec = spec;
    this.eStep = eStep;
    this.others = others;
    this.columns = columns;
    this.observer = observer;
  }

  /** Runs the fit from its beginning. */
  public FitOutcome run() {
    return resume(FitCheckpoint.beginning());
  }

  /** Goes on from a checkpoint. */
  public FitOutcome resume(FitCheckpoint from) {
    checkpoint = from;
    try {
      FitParts prepared = prepare();
      parts = prepared;
      ChosenStarts chosenStarts = explore(prepared);
      int position = from.position();
      while (!isEnough(chosenStarts, position)) {
        runStart(prepared, position++, chosenStarts);
      }
      return conclude(prepared);
    } catch (FitInterrupted stopped) {
      return new FitOutcome.Interrupted(checkpoint, bestSoFar());
    }
  }

  private boolean isEnough(ChosenStarts chosenStarts, int followed) {
    int sound = checkpoint.sound();
    return chosenStarts.areEnough(followed, sound, spec.followed())
        || (others != null && ChosenStarts.isInVain(followed, sound, spec.followed()));
  }

  /**
   * Goes on from a model of the same components instead of a start.
   *
   * @param from in the data's own units
   */
  public FitOutcome climb(MixtureModel from) {
    try {
      FitParts prepared = prepare();
      parts = prepared;
      EmState state = EmState.start(prepared.starts().from(from));
      ChosenStarts alone = ChosenStarts.all(1);
      checkpoint = checkpoint.following(alone).at(0, state);
      runStart(prepared, 0, alone);
      return conclude(prepared);
    } catch (FitInterrupted stopped) {
      return new FitOutcome.Interrupted(checkpoint, bestSoFar());
    }
  }

  /** Where the fit stands; after its end, what it can be told again from. */
  public FitCheckpoint checkpoint() {
    return checkpoint;
  }

  private FitParts prepare() {
    long began = System.nanoTime();
    FitParts prepared = FitParts.of(spec, eStep, others == null ? Neighbours.NONE : others);
    spec = prepared.spec();
    addTime(System.nanoTime() - began, 0);
    return prepared;
  }

  private ChosenStarts explore(FitParts fit) {
    ChosenStarts known = checkpoint.chosenStarts();
    if (known != null) {
      return known;
    }
    long began = System.nanoTime();
    ChosenStarts chosenStarts =
        fit.chosenStarts(number ->
            observer.starting(FitObserver.FitProgress.trying(number, fit.startsAtMost())));
    checkpoint = checkpoint.following(chosenStarts);
    addTime(System.nanoTime() - began, 0);
    return chosenStarts;
  }

  private void runStart(FitParts fit, int position, ChosenStarts chosenStarts) {
    EmState state = checkpoint.state();
    if (state != null) {
      iterate(fit, position, state);
    } else {
      observer.starting(progress(position, 0, Double.NaN));
      long began = System.nanoTime();
      Maximization<MixtureModel> first =
          fit.start(chosenStarts.chosen().get(position), chosenStarts);
      addTime(System.nanoTime() - began, 0);
      switch (first) {
        case Maximized<MixtureModel>(var model, _) -> iterate(fit, position, EmState.start(model));
        case Collapsed<MixtureModel>(var component, var column) ->
            collapse(position, 0, FinishedStart.collapsed(component, column));
      }
    }
  }

  private void iterate(FitParts fit, int position, EmState from) {
    Clock clock = new Clock();
    Ending ending =
        new ExpectationMaximization(
                pass(fit),
                fit.mStep(),
                fit.convergence(),
                fit.data(),
                spec.acceleration(),
                (state, resumable) -> iterated(fit, position, state, resumable, clock))
            .run(from);
    addTime(0, clock.lap());
    switch (ending) {
      case Ending.Ended stopped -> finish(fit, position, stopped);
      case Ending.Degenerate degenerate ->
          collapse(
              position,
              ongoing == null ? from.iteration() : ongoing.iteration(),
              FinishedStart.collapsed(degenerate.component(), degenerate.column()));
    }
  }

  private Function<MixtureModel, SufficientStatistics> pass(FitParts fit) {
    return switch (spec.algorithm()) {
      case EM -> model -> fit.eStep().run(new ResponsibilityRule.Soft(model));
      case KMEANS ->
          model ->
              fit.eStep()
                  .run(new ResponsibilityRule.Nearest(model.parameters(), SecondMoments.NONE));
    };
  }

  private void iterated(FitParts fit, int position, EmState state, EmState resumable, Clock clock) {
    addTime(0, clock.lap());
    ongoing = state;
    checkpoint = checkpoint.at(position, resumable);
    double objective = fit.units().inOwnUnits(state.previousLogLikelihood());
    FitObserver.FitProgress reached = progress(position, state.iteration(), objective);
    observer.iterated(reached, checkpoint);
    if (observer.wantsModel()) {
      observer.seen(reached, fit.units().inOwnUnits(state.model()));
    }
  }

  private void finish(FitParts fit, int position, Ending.Ended stopped) {
    double objective = stopped.statistics().objective();
    boolean isSpurious = fit.soundness().isSpurious(stopped.state(), stopped.statistics());
    FinishedStart finished = FinishedStart.reached(objective, isSpurious);
    BestStart best = checkpoint.best();
    if (best == null || isBetter(finished, checkpoint.end(best))) {
      bestStatistics = stopped.statistics();
      best = new BestStart(position, stopped.state(), stopped.reason());
    }
    observer.ended(
        progress(position, stopped.state().iteration(), fit.units().inOwnUnits(objective)),
        isSpurious ? FitObserver.StartEnd.SPURIOUS : FitObserver.StartEnd.SOUND);
    finish(finished, best);
  }

  private void collapse(int position, int iteration, FinishedStart finished) {
    observer.ended(progress(position, iteration, Double.NaN), FitObserver.StartEnd.COLLAPSED);
    finish(finished, checkpoint.best());
  }

  private FitObserver.FitProgress progress(int position, int iteration, double objective) {
    List<Integer> chosen = chosen();
    return new FitObserver.FitProgress(
        chosen.get(position),
        Objects.requireNonNull(checkpoint.chosenStarts()).tried(position + 1),
        position,
        Math.max(position + 1, Math.min(spec.followed(), chosen.size())),
        iteration,
        objective);
  }

  /** Numbers of the starts that run to their end. */
  private List<Integer> chosen() {
    return Objects.requireNonNull(checkpoint.chosenStarts()).chosen();
  }

  /** Sound before spurious; the larger objective; and the earlier of those that are equal. */
  private boolean isBetter(FinishedStart one, FinishedStart other) {
    double least = other.objective() + equal(other.objective());
    return one.isSpurious() == other.isSpurious() ? one.objective() > least : !one.isSpurious();
  }

  /** Two starts that differ by less have reached the same maximum, one a little closer to it. */
  private double equal(double objective) {
    double size = Objects.requireNonNull(parts).data().size();
    double slack = ExpectationMaximization.slack(objective, size);
    return switch (spec.algorithm()) {
      case EM -> slack + EQUAL_PER_OBSERVATION * size;
      case KMEANS -> slack;
    };
  }

  private void finish(FinishedStart finished, @Nullable BestStart best) {
    ongoing = null;
    checkpoint = checkpoint.finished(finished, best);
  }

  private void addTime(long initialization, long iterations) {
    checkpoint = checkpoint.spent(new Timings(initialization, iterations));
  }

  private FitOutcome conclude(FitParts fit) {
    BestStart best = checkpoint.best();
    FitReport report = new FitReport(spec, eStep, fit, columns, checkpoint);
    if (best == null) {
      return report.degenerate();
    }
    SufficientStatistics statistics = bestStatistics;
    if (statistics == null) {
      // The best start ended in another process: its statistics are gathered again, to the same
      // bits.
      MixtureModel model = best.state().model();
      statistics = fit.mStep().judged(pass(fit).apply(model), model);
    }
    return report.fitted(best, statistics);
  }

  private @Nullable BestSoFar bestSoFar() {
    FitParts fit = parts;
    if (fit == null) {
      return null;
    }
    BestStart best = checkpoint.best();
    EmState state = ongoing == null ? checkpoint.state() : ongoing;
    MixtureModel seen = state == null ? null : state.previous();
    if (state != null && seen != null && isAhead(state, best)) {
      return fit.bestSoFar(
          seen,
          state.previousLogLikelihood(),
          chosen().get(checkpoint.position()),
          state.iteration() - 1,
          checkpoint.timings());
    }
    return best == null
        ? null
        : fit.bestSoFar(
            best.state().model(),
            checkpoint.end(best).objective(),
            chosen().get(best.position()),
            best.state().iteration(),
            checkpoint.timings());
  }

  private boolean isAhead(EmState state, @Nullable BestStart best) {
    FinishedStart ongoing =
        FinishedStart.reached(state.previousLogLikelihood(), !state.rescued().isEmpty());
    return best == null || isBetter(ongoing, checkpoint.end(best));
  }

  /** Time between two looks. */
  private static final class Clock {
    private long last = System.nanoTime();

    long lap() {
      long now = System.nanoTime();
      long lap = now - last;
      last = now;
      return lap;
    }
  }
}
