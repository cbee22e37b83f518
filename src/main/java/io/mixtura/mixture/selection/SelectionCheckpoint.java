package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place that a selection has reached. With this, its specification and the data it ends with
 * the same bits, in the same process or another.
 *
 * @param finished the candidates that have ended, in order; the next one is at work
 * @param best the best of them that may be chosen; null if there is none
 * @param contender the candidate at work if it is fitted and its folds are not; else null
 * @param heldOut the log-likelihoods of the folds of the contender that have ended
 * @param ongoing the fit at work, to all data or without a fold; null before its first iteration
 * @param visits how many turns of candidates have ended
 * @param ends where candidates have ended that others start from
 */
public record SelectionCheckpoint(
    List<Candidate> finished,
    @Nullable Best best,
    @Nullable Contender contender,
    List<Double> heldOut,
    @Nullable FitCheckpoint ongoing,
    int visits,
    List<End> ends) {

  /** The beginning. */
  public static SelectionCheckpoint beginning() {
    return of(null);
  }

  /** Where the fit of a single candidate, or of the first, stands. */
  public static SelectionCheckpoint of(@Nullable FitCheckpoint fit) {
    return new SelectionCheckpoint(List.of(), null, null, List.of(), fit, 0, List.of());
  }

  /**
   * The best candidate so far.
   *
   * @param candidate its number
   * @param end where its fit to all data ended
   */
  public record Best(int candidate, FitCheckpoint end) {}

  /**
   * A candidate that is fitted, but not yet compared.
   *
   * @param result what it came to so far
   * @param end where its fit to all data ended
   */
  public record Contender(Candidate result, FitCheckpoint end) {}

  /**
   * Where a candidate has led.
   *
   * @param candidate its number
   * @param model in the units of the fit
   */
  public record End(int candidate, MixtureModel model) {}

  /** The number of the candidate at work, or of the last one. */
  public int candidate(SelectionSpec spec) {
    return Visit.atWork(Visit.all(spec), this).candidate();
  }

  SelectionCheckpoint at(@Nullable FitCheckpoint fit) {
    return new SelectionCheckpoint(finished, best, contender, heldOut, fit, visits, ends);
  }

  SelectionCheckpoint contending(Contender candidate) {
    return new SelectionCheckpoint(finished, best, candidate, List.of(), null, visits, ends);
  }

  SelectionCheckpoint heldOut(Contender candidate, double logLikelihood) {
    return new SelectionCheckpoint(
        finished, best, candidate, with(heldOut, logLikelihood), null, visits, ends);
  }

  SelectionCheckpoint finished(Candidate candidate, @Nullable Best bestNow, List<End> endsNow) {
    return ended(with(finished, candidate), bestNow, endsNow);
  }

  /** A candidate that had ended before has ended again. */
  SelectionCheckpoint again(
      int number, Candidate candidate, @Nullable Best bestNow, List<End> endsNow) {
    List<Candidate> all = new ArrayList<>(finished);
    all.set(number, candidate);
    return ended(List.copyOf(all), bestNow, endsNow);
  }

  private SelectionCheckpoint ended(
      List<Candidate> all, @Nullable Best bestNow, List<End> endsNow) {
    return new SelectionCheckpoint(all, bestNow, null, List.of(), null, visits + 1, endsNow);
  }

  private static <T> List<T> with(List<T> all, T one) {
    List<T> more = new ArrayList<>(all);
    more.add(one);
    return List.copyOf(more);
  }
}
