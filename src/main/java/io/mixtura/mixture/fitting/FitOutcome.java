package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.spec.StoppingReason;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outcome of a fit. That it failed, or was stopped, is one like any other. */
public sealed interface FitOutcome {

  /**
   * A model.
   *
   * @param model its components in canonical order, in the data's own units
   * @param standardization the change of units under which it was fitted; null if there was none
   * @param logLikelihood Σ_i w_i log p(x_i); NaN for k-means
   * @param inertia sum of the weighted squared distances to the nearest mean, in the units of the
   *     fit; NaN for EM
   * @param criteria null for k-means
   * @param goodnessOfFit of latent classes; null of others, or if too many rows differ
   * @param freeParameters number of free parameters, mixing weights included
   * @param iterations steps of the best start, each an evaluation of the EM map
   * @param reason why that start ended
   * @param startsTried how many starts there were
   * @param startsKept how many of them were followed: of large data on a sample, but for the best
   * @param bestStart number of the best of them
   * @param restartsReachingBest how many came within 1e-4 per observation of the best value
   * @param spuriousRestarts how many ended in a hole of the likelihood
   * @param initialToCanonical entry k is the number that the start's component k has in the model
   * @param history the log-likelihood before each step of the best start and at its end, the last
   *     thousand; for k-means the inertia
   * @param warnings what the user should know
   * @param timings wall times
   * @param totalWeight sum of the sample weights: the number n of points where they have none
   * @param alignment with the model that components are numbered after; null if there is none
   */
  record Fitted(
      MixtureModel model,
      @Nullable Standardization standardization,
      double logLikelihood,
      double inertia,
      @Nullable InformationCriteria criteria,
      @Nullable GoodnessOfFit goodnessOfFit,
      long freeParameters,
      int iterations,
      StoppingReason reason,
      int startsTried,
      int startsKept,
      int bestStart,
      int restartsReachingBest,
      int spuriousRestarts,
      List<Integer> initialToCanonical,
      List<Double> history,
      List<String> warnings,
      Timings timings,
      double totalWeight,
      @Nullable Alignment alignment)
      implements FitOutcome {

    /** The same with more to know. */
    public Fitted told(List<String> more) {
      return told(more, timings);
    }

    /** The same with more to know, and the times of more than this model. */
    public Fitted told(List<String> more, Timings of) {
      return new Fitted(
          model,
          standardization,
          logLikelihood,
          inertia,
          criteria,
          goodnessOfFit,
          freeParameters,
          iterations,
          reason,
          startsTried,
          startsKept,
          bestStart,
          restartsReachingBest,
          spuriousRestarts,
          initialToCanonical,
          history,
          Stream.concat(warnings.stream(), more.stream()).toList(),
          of,
          totalWeight,
          alignment);
    }

    /** The same as the best of a fit that is stopped before it is stored. */
    public BestSoFar asBestSoFar() {
      return new BestSoFar(
          model,
          standardization,
          Double.isNaN(inertia) ? logLikelihood : inertia,
          bestStart,
          iterations,
          timings,
          totalWeight);
    }
  }

  /**
   * No start led to a model.
   *
   * @param message which component of which start collapsed, and what to do about it
   */
  record Degenerate(String message) implements FitOutcome {}

  /**
   * Stopped before the end.
   *
   * @param checkpoint where it stood; null if the first start was not there yet
   * @param best the best model so far, canonical, in own units; null if there is none
   */
  record Interrupted(@Nullable FitCheckpoint checkpoint, @Nullable BestSoFar best)
      implements FitOutcome {}

  /**
   * The best model of a fit that has not ended.
   *
   * @param objective log-likelihood; for k-means the inertia
   * @param start number of the start that found it
   * @param timings wall times until then
   * @param totalWeight sum of the sample weights
   */
  record BestSoFar(
      MixtureModel model,
      @Nullable Standardization standardization,
      double objective,
      int start,
      int iteration,
      Timings timings,
      double totalWeight) {}

  /**
   * Wall times in nanoseconds, over all processes that worked on the fit.
   *
   * @param initialization of finding the starts
   * @param iterations of iterating from them
   */
  record Timings(long initialization, long iterations) {
    public long total() {
      return initialization + iterations;
    }

    public Timings and(Timings more) {
      return new Timings(initialization + more.initialization, iterations + more.iterations);
    }
  }
}
