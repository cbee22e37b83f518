package io.mixtura.mixture.testing;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that a fit came to, but the time it took, in a form that is equal only bit for bit. */
public final class Bits {
  private Bits() {}

  public static List<Object> of(FitOutcome outcome) {
    return switch (outcome) {
      case FitOutcome.Fitted fitted -> of(fitted);
      case FitOutcome.Degenerate(var message) -> List.of(message);
      case FitOutcome.Interrupted _ -> throw new AssertionError("stopped");
    };
  }

  private static List<Object> of(FitOutcome.Fitted fitted) {
    List<Object> all = new ArrayList<>(of(fitted.model()));
    all.add(Double.doubleToRawLongBits(fitted.logLikelihood()));
    all.add(Double.doubleToRawLongBits(fitted.inertia()));
    all.add(String.valueOf(fitted.criteria()));
    all.add(fitted.iterations());
    all.add(fitted.reason());
    all.add(fitted.bestStart());
    all.add(fitted.restartsReachingBest());
    all.add(fitted.spuriousRestarts());
    all.add(fitted.initialToCanonical());
    all.add(fitted.warnings());
    return all;
  }

  public static List<Long> of(MixtureModel model) {
    return Arrays.stream(model.toArray()).mapToObj(Double::doubleToRawLongBits).toList();
  }

  public static List<Long> of(SufficientStatistics statistics) {
    List<Long> all = new ArrayList<>();
    all.add(Double.doubleToRawLongBits(statistics.logLikelihood()));
    all.add(Double.doubleToRawLongBits(statistics.logLargestResponsibility()));
    for (int k = 0; k < statistics.components(); k++) {
      all.add(Double.doubleToRawLongBits(statistics.count(k)));
      Arrays.stream(statistics.sums(k)).mapToObj(Double::doubleToRawLongBits).forEach(all::add);
      Arrays.stream(statistics.second(k)).mapToObj(Double::doubleToRawLongBits).forEach(all::add);
    }
    return all;
  }
}
