package io.mixtura.mixture.selection;

import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.FitOutcome.Timings;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.StoppingReason;
import org.jspecify.annotations.Nullable;

/**
 * A candidate of a selection that has ended: how well it does, or why it does not count.
 *
 * @param state whether it may be chosen
 * @param logLikelihood of all data; NaN if it failed
 * @param freeParameters number of free parameters; 0 if it failed
 * @param criteria null if it failed
 * @param heldOut log-likelihood of the rows that were held out, all folds together; NaN if there
 *     are no folds, or one of them failed
 * @param size number of rows, or the sum of their weights; NaN if it failed
 * @param reason why its best start ended; null if it failed
 * @param explanation what is wrong with it, and what to do about it; null if nothing is
 * @param timings wall times, with those of its folds
 */
public record Candidate(
    State state,
    double logLikelihood,
    long freeParameters,
    @Nullable InformationCriteria criteria,
    double heldOut,
    double size,
    @Nullable StoppingReason reason,
    @Nullable String explanation,
    Timings timings) {
  /** Two candidates that differ by less, for each row, do equally well. */
  private static final double EQUAL_PER_OBSERVATION = 1e-9;

  private static final String SPURIOUS =
      "its likelihood is spurious: no start ended without a component on a handful of rows, or one that is a spot or a plane in the data; use fewer components, more starts or a tighter covariance";

  private static final String GIVEN_UP =
      " (its other starts were not followed: they stood lower, and a spurious candidate is not preferred to a sound one)";

  /** Whether a candidate may be chosen. */
  public enum State {
    /** It is a sound model. */
    FITTED("fitted"),

    /** It ended in a hole of the likelihood: chosen only if no candidate is sound. */
    SPURIOUS("spurious"),

    /** No start led to a model, or a fold could not be fitted: never chosen. */
    FAILED("failed");

    private final String code;

    State(String code) {
      this.code = code;
    }

    /** The name in answers. */
    public String code() {
      return code;
    }
  }

  static Candidate failed(String explanation, Timings timings) {
    return new Candidate(
        State.FAILED, Double.NaN, 0, null, Double.NaN, Double.NaN, null, explanation, timings);
  }

  static Candidate of(FitOutcome.Fitted fitted, FitCheckpoint end) {
    boolean isSpurious = end.isSpurious();
    return new Candidate(
        isSpurious ? State.SPURIOUS : State.FITTED,
        fitted.logLikelihood(),
        fitted.freeParameters(),
        fitted.criteria(),
        Double.NaN,
        fitted.totalWeight(),
        fitted.reason(),
        isSpurious ? SPURIOUS + (end.isBeforeItsTime() ? GIVEN_UP : "") : null,
        fitted.timings());
  }

  /** The same, after more time. */
  Candidate after(Timings more) {
    return heldOut(heldOut, more);
  }

  /** The same, with what is to be said of it; what has been said comes first. */
  Candidate explained(String why) {
    return new Candidate(
        state,
        logLikelihood,
        freeParameters,
        criteria,
        heldOut,
        size,
        reason,
        explanation == null ? why : explanation + "; " + why,
        timings);
  }

  /** The same after a fold, or with the sum over all of them. */
  Candidate heldOut(double logLikelihood, Timings more) {
    return new Candidate(
        state,
        this.logLikelihood,
        freeParameters,
        criteria,
        logLikelihood,
        size,
        reason,
        explanation,
        timings.and(more));
  }

  /** The same, but it cannot be compared with others: a fold could not be fitted. */
  Candidate failedFold(String why, Timings more) {
    return new Candidate(
        State.FAILED,
        logLikelihood,
        freeParameters,
        criteria,
        Double.NaN,
        size,
        reason,
        why,
        timings.and(more));
  }

  /** Sound before spurious, and then by the criterion; not if both do equally well. */
  boolean isBetterThan(Candidate other, SelectionCriterion criterion) {
    return state == other.state
        ? score(criterion) < other.score(criterion) - EQUAL_PER_OBSERVATION * size
        : state.compareTo(other.state) < 0;
  }

  /** Half of what a criterion says: lower is better. */
  private double score(SelectionCriterion criterion) {
    if (criteria == null) {
      return Double.POSITIVE_INFINITY;
    }
    return switch (criterion) {
      case BIC -> criteria.bic() / 2;
      case AIC -> criteria.aic() / 2;
      case ICL -> criteria.icl() / 2;
      case HELD_OUT -> -heldOut;
    };
  }
}
