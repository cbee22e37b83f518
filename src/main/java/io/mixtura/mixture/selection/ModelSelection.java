package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.FitOutcome.BestSoFar;
import io.mixtura.mixture.fitting.FitOutcome.Degenerate;
import io.mixtura.mixture.fitting.FitOutcome.Fitted;
import io.mixtura.mixture.fitting.FitOutcome.Interrupted;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.FitInterrupted;
import io.mixtura.mixture.observations.Folds;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.selection.SelectionCheckpoint.Best;
import io.mixtura.mixture.selection.SelectionCheckpoint.Contender;
import io.mixtura.mixture.selection.SelectionCheckpoint.End;
import io.mixtura.mixture.selection.SelectionObserver.Place;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.start.Neighbours;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fits candidates, one after the other, and keeps the one that does best by a criterion. What one
 * finds others begin with, see {@link Neighbourhood}.
 *
 * <p>As a single fit it can be stopped at any tile and resumed from its last checkpoint, by another
 * process too, and ends with the same bits as if nothing had happened. With one candidate it is
 * that fit and nothing else.
 */
public final class ModelSelection {
  private static final Timings NO_TIME = new Timings(0, 0);

  private final SelectionSpec spec;
  private final EStep eStep;
  private final List<String> columns;
  private final SelectionObserver observer;
  private final Neighbourhood neighbourhood;
  private final List<Visit> visits;

  private SelectionCheckpoint checkpoint = SelectionCheckpoint.beginning();
  private @Nullable Fitted best;
  private @Nullable Fitted contender;

  /** The fit at work was stopped; what it had found. */
  private static final class CandidateInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable BestSoFar best;

    CandidateInterrupted(@Nullable BestSoFar best) {
      super(null, null, false, false);
      this.best = best;
    }
  }

  /**
   * A selection that has not begun.
   *
   * @param spec what to choose from
   * @param observations the data
   * @param columns their names, for messages
   * @param passThreads threads to share
   * @param observer who follows
   */
  public ModelSelection(
      SelectionSpec spec,
      Observations observations,
      List<String> columns,
      PassThreads passThreads,
      SelectionObserver observer) {
    this(
        spec,
        new LocalEStep(observations, Kernels.best(), passThreads, observer::stopRequested),
        columns,
        observer);
  }

  /**
   * A selection that has not begun, on points wherever they are.
   *
   * @param eStep on the data; stops when the observer asks for it
   */
  public ModelSelection(
      SelectionSpec spec, EStep eStep, List<String> columns, SelectionObserver observer) {
    this.spec = spec;
    this.eStep = eStep;
    this.columns = columns;
    this.observer = observer;
    this.neighbourhood = new Neighbourhood(spec);
    this.visits = Visit.all(spec);
  }

  /** Runs from the beginning. */
  public SelectionOutcome run() {
    return resume(SelectionCheckpoint.beginning());
  }

  /** Goes on from a checkpoint. */
  public SelectionOutcome resume(SelectionCheckpoint from) {
    checkpoint = from;
    if (!spec.isChoice()) {
      return single(from.ongoing());
    }
    try {
      recall();
      while (checkpoint.visits() < visits.size()) {
        Visit visit = visits.get(checkpoint.visits());
        if (visit.isAgain()) {
          runAgain(visit);
        } else {
          runCandidate();
        }
      }
      return conclude();
    } catch (CandidateInterrupted interrupted) {
      return stopped(interrupted.best);
    } catch (FitInterrupted betweenFits) {
      return stopped(null);
    }
  }

  private SelectionOutcome single(@Nullable FitCheckpoint from) {
    MixtureFit fit = fit(0, eStep, null, Place.NO_FOLD);
    FitOutcome outcome = from == null ? fit.run() : fit.resume(from);
    FitCheckpoint end = outcome instanceof Interrupted(var at, _) ? at : fit.checkpoint();
    if (outcome instanceof Fitted fitted) {
      observer.settled(0, 0, Candidate.of(fitted, end));
    }
    return new SelectionOutcome(outcome, checkpoint.at(end), List.of(), 0);
  }

  /** What another process has fitted is told again from where it ended, to the same bits. */
  private void recall() {
    Best known = checkpoint.best();
    Contender atWork = checkpoint.contender();
    best = known == null ? null : recalled(known.candidate(), known.end());
    contender = atWork == null ? null : recalled(checkpoint.finished().size(), atWork.end());
  }

  private Fitted recalled(int candidate, FitCheckpoint end) {
    return switch (fit(candidate, eStep, Neighbours.NONE, Place.NO_FOLD).resume(end)) {
      case Fitted fitted -> fitted;
      case Interrupted _ -> throw new CandidateInterrupted(null);
      case Degenerate(var message) -> throw new IllegalStateException(message);
    };
  }

  private void runCandidate() {
    if (checkpoint.contender() == null && !fitToAll()) {
      return;
    }
    while (checkpoint.heldOut().size() < spec.folds()) {
      if (!holdOut(checkpoint.heldOut().size())) {
        return;
      }
    }
    Contender fitted = Objects.requireNonNull(checkpoint.contender());
    double heldOut = checkpoint.heldOut().stream().mapToDouble(Double::doubleValue).sum();
    settle(
        spec.folds() == 0 ? fitted.result() : fitted.result().heldOut(heldOut, NO_TIME),
        fitted.end());
  }

  /** Whether the candidate has become a contender. */
  private boolean fitToAll() {
    int candidate = checkpoint.finished().size();
    MixtureFit fit = fit(candidate, eStep, neighbours(new Visit(candidate, false)), Place.NO_FOLD);
    switch (run(fit)) {
      case Fitted fitted -> {
        contender = fitted;
        Candidate result = Candidate.of(fitted, fit.checkpoint());
        checkpoint = checkpoint.contending(new Contender(result, fit.checkpoint()));
        return true;
      }
      case Degenerate(var message) -> {
        settle(Candidate.failed(message, fit.checkpoint().timings()), null);
        return false;
      }
      case Interrupted stopped -> throw new CandidateInterrupted(stopped.best());
    }
  }

  /** From where candidates that came later have led; what is not better changes nothing. */
  private void runAgain(Visit visit) {
    int candidate = visit.candidate();
    Candidate before = checkpoint.finished().get(candidate);
    Neighbours others = neighbours(visit);
    if (others.alike().isEmpty()) {
      checkpoint = checkpoint.again(candidate, before, checkpoint.best(), checkpoint.ends());
      return;
    }
    MixtureFit fit = fit(candidate, eStep, others, Place.NO_FOLD);
    switch (run(fit)) {
      case Fitted fitted -> settleAgain(candidate, fitted, fit.checkpoint());
      case Degenerate _ ->
          checkpoint =
              checkpoint.again(
                  candidate,
                  before.after(fit.checkpoint().timings()),
                  checkpoint.best(),
                  checkpoint.ends());
      case Interrupted _ -> throw new CandidateInterrupted(null);
    }
  }

  private void settleAgain(int candidate, Fitted fitted, FitCheckpoint end) {
    Candidate before = checkpoint.finished().get(candidate);
    Candidate now = Candidate.of(fitted, end);
    Best chosen = checkpoint.best();
    if (!now.isBetterThan(before, spec.criterion())) {
      Candidate same = before.after(fitted.timings());
      checkpoint = checkpoint.again(candidate, same, chosen, checkpoint.ends());
      return;
    }
    if (isBetter(now, chosen)) {
      best = fitted;
      chosen = new Best(candidate, end);
    }
    Candidate settled = now.after(before.timings());
    observer.settled(candidate, checkpoint.visits(), settled);
    checkpoint = checkpoint.again(candidate, settled, chosen, ends(candidate, end));
  }

  private Neighbours neighbours(Visit visit) {
    return neighbourhood.of(visit, checkpoint.ends());
  }

  private List<End> ends(int candidate, FitCheckpoint end) {
    return neighbourhood.with(new End(candidate, end.model()), checkpoint.ends());
  }

  /** Fits without a fold, and looks how probable that makes it; whether this was possible. */
  private boolean holdOut(int fold) {
    int candidate = checkpoint.finished().size();
    FitSpec of = spec.candidates().get(candidate);
    Contender fitted = Objects.requireNonNull(checkpoint.contender());
    Folds folds = new Folds(of.seed(), spec.folds());
    EStep others = eStep.through(folds.without(fold));
    SampleWeights weights = others.weights();
    int rows = weights.positive();
    if (rows < of.components()) {
      String why = "only %d rows that weigh anything are left for %d components; use fewer folds";
      fail(fitted, fold, why.formatted(rows, of.components()), NO_TIME);
      return false;
    }
    MixtureFit fit = fit(candidate, others, null, fold);
    switch (run(fit)) {
      case Fitted without -> {
        MixtureModel predictive = without.model().predictive(weights.total() / weights.unit());
        double heldOut = logLikelihood(predictive, eStep.through(folds.only(fold)));
        if (!Double.isFinite(heldOut)) {
          fail(fitted, fold, "some of its rows are farther away than numbers reach", NO_TIME);
          return false;
        }
        Candidate result = fitted.result().heldOut(Double.NaN, without.timings());
        checkpoint = checkpoint.heldOut(new Contender(result, fitted.end()), heldOut);
        return true;
      }
      case Degenerate(var message) -> {
        fail(fitted, fold, message, fit.checkpoint().timings());
        return false;
      }
      case Interrupted _ -> throw new CandidateInterrupted(null);
    }
  }

  private void fail(Contender fitted, int fold, String why, Timings timings) {
    String where = "without fold %d of %d (it is fitted to all rows): %s";
    settle(fitted.result().failedFold(where.formatted(fold, spec.folds(), why), timings), null);
  }

  private static double logLikelihood(MixtureModel model, EStep rows) {
    EStep encoded = rows.through(model.encoding());
    return encoded.run(new ResponsibilityRule.Soft(model)).logLikelihood();
  }

  /**
   * The candidate at work has ended.
   *
   * @param end where its fit ended; null if it must not be chosen
   */
  private void settle(Candidate result, @Nullable FitCheckpoint end) {
    Best before = checkpoint.best();
    Best now = end == null ? null : new Best(checkpoint.finished().size(), end);
    if (now != null && isBetter(result, before)) {
      best = contender;
      before = now;
    }
    contender = null;
    observer.settled(checkpoint.finished().size(), checkpoint.visits(), result);
    List<End> ends = end == null ? checkpoint.ends() : ends(checkpoint.finished().size(), end);
    checkpoint = checkpoint.finished(result, before, ends);
  }

  private boolean isBetter(Candidate result, @Nullable Best known) {
    return known == null
        || result.isBetterThan(checkpoint.finished().get(known.candidate()), spec.criterion());
  }

  private FitOutcome run(MixtureFit fit) {
    FitCheckpoint ongoing = checkpoint.ongoing();
    FitOutcome outcome = ongoing == null ? fit.run() : fit.resume(ongoing);
    if (outcome instanceof Interrupted(var at, _)) {
      checkpoint = checkpoint.at(at);
    }
    return outcome;
  }

  private MixtureFit fit(int candidate, EStep rows, @Nullable Neighbours others, int fold) {
    Place place = new Place(candidate, spec.candidates().size(), fold, spec.folds());
    return new MixtureFit(
        spec.candidates().get(candidate), rows, others, columns, new Follower(place));
  }

  private SelectionOutcome conclude() {
    List<Candidate> all = new Shortfalls(spec, checkpoint.finished()).told();
    Best chosen = checkpoint.best();
    Fitted fitted = best;
    if (chosen == null || fitted == null) {
      return new SelectionOutcome(new Degenerate(failure()), checkpoint, all, 0);
    }
    Timings timings = all.stream().map(Candidate::timings).reduce(NO_TIME, Timings::and);
    List<String> warnings = new SelectionWarnings(spec, all).of(chosen.candidate());
    return new SelectionOutcome(
        fitted.told(warnings, timings), checkpoint, all, chosen.candidate());
  }

  private String failure() {
    FitSpec first = spec.candidates().getFirst();
    return "none of the %d candidates led to a model that can be compared. The first, %d components with covariance '%s', failed: %s"
        .formatted(
            spec.candidates().size(),
            first.components(),
            first.family().structure().code(),
            checkpoint.finished().getFirst().explanation());
  }

  /** The best that has ended; before any has, what the fit at work had found. */
  private SelectionOutcome stopped(@Nullable BestSoFar ongoing) {
    Best known = checkpoint.best();
    Fitted ended = best == null ? contender : best;
    int candidate = known == null ? Visit.atWork(visits, checkpoint) : known.candidate();
    BestSoFar found = ended == null ? ongoing : ended.asBestSoFar();
    return new SelectionOutcome(
        new Interrupted(checkpoint.ongoing(), found), checkpoint, checkpoint.finished(), candidate);
  }

  /** Tells of a fit as of a part of the selection. */
  private final class Follower implements FitObserver {
    private final Place place;

    Follower(Place place) {
      this.place = place;
    }

    @Override
    public boolean stopRequested() {
      return observer.stopRequested();
    }

    @Override
    public void starting(FitProgress progress) {
      observer.starting(place, progress);
    }

    @Override
    public void iterated(FitProgress progress, FitCheckpoint at) {
      observer.iterated(place, progress, checkpoint.at(at));
    }

    @Override
    public void ended(FitProgress progress, StartEnd end) {
      observer.ended(place, checkpoint.visits(), progress, end);
    }

    @Override
    public boolean wantsModel() {
      return place.fold() == Place.NO_FOLD && observer.wantsModel();
    }

    @Override
    public void seen(FitProgress progress, MixtureModel model) {
      observer.seen(place, progress, model);
    }
  }
}
