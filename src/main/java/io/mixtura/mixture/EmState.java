package io.mixtura.mixture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the iterations of a start stand: with this and the data they go on to the same bits, in the
 * same process or another.
 *
 * @param model θ after {@code iteration} M steps
 * @param iteration number of M steps so far
 * @param previous θ before the last of them; null at the start
 * @param previousLogLikelihood its log-likelihood; NaN at the start
 * @param change largest change of a parameter in the last M step; infinite at the start
 * @param rescued numbers of the components that the last M step had to rescue
 */
public record EmState(
    MixtureModel model,
    int iteration,
    @Nullable MixtureModel previous,
    double previousLogLikelihood,
    double change,
    List<Integer> rescued) {

  static EmState start(MixtureModel model) {
    return new EmState(model, 0, null, Double.NaN, Double.POSITIVE_INFINITY, List.of());
  }

  EmState next(MixtureModel maximized, double logLikelihood, double change, List<Integer> rescued) {
    return new EmState(maximized, iteration + 1, model, logLikelihood, change, rescued);
  }
}
