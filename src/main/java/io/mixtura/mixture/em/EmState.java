package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state that the iterations of a start have reached: with this and the data they go on to the
 * same bits, in the same process or another.
 *
 * @param model θ after {@code iteration} steps
 * @param iteration number of steps so far, each of them one evaluation of the EM map
 * @param previous θ before the last of them; null at the start
 * @param previousLogLikelihood its log-likelihood; NaN at the start
 * @param change largest change of a parameter in the last plain step; infinite at the start
 * @param rescued numbers of the components that the last M step had to rescue
 * @param trace what the log-likelihood has done so far
 */
public record EmState(
    MixtureModel model,
    int iteration,
    @Nullable MixtureModel previous,
    double previousLogLikelihood,
    double change,
    List<Integer> rescued,
    LikelihoodTrace trace) {

  public static EmState start(MixtureModel model) {
    return new EmState(
        model,
        0,
        null,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        List.of(),
        LikelihoodTrace.beginning());
  }

  /** The same once a pass has told the log-likelihood of the model. */
  EmState seen(double logLikelihood) {
    return with(iteration, trace.seen(logLikelihood));
  }

  /** The same before a pass told this log-likelihood of the model, if one has. */
  EmState notYet(double logLikelihood) {
    return with(iteration, trace.notYet(logLikelihood));
  }

  EmState with(int steps, LikelihoodTrace sofar) {
    return new EmState(model, steps, previous, previousLogLikelihood, change, rescued, sofar);
  }

  /** Back before the last step; null if it is not known where that started from. */
  @Nullable EmState back() {
    return previous == null
        ? null
        : new EmState(previous, iteration - 1, null, Double.NaN, change, List.of(), trace);
  }

  /** After a plain step from this state, which has been seen. */
  EmState next(MixtureModel maximized, double change, List<Integer> rescued) {
    return new EmState(
        maximized, iteration + 1, model, trace.history().getLast(), change, rescued, trace);
  }

  /** After a leap from this state, which has been seen. */
  EmState leapt(MixtureModel extrapolated, double longest, double length) {
    return new EmState(
        extrapolated,
        iteration + 1,
        model,
        trace.history().getLast(),
        change,
        List.of(),
        trace.leapt(longest, length));
  }
}
