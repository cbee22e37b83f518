package io.mixtura.fit.request;

import io.mixtura.fit.request.choice.ComponentNumbers;
import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The components that are tried: their weights, and each number of them with each structure.
 *
 * @param min 0 if the request does not tell, as {@code max}
 * @param hasCovariances whether components have any that are estimated
 * @param weightsAsGiven how answers state the weights; null where there are none
 */
record ResolvedComponents(
    int min,
    int max,
    List<CovarianceStructure> structures,
    boolean hasCovariances,
    double regularization,
    MixingWeights weights,
    @Nullable JsonNode weightsAsGiven) {

  FitRequest.Components stated() {
    return new FitRequest.Components(
        ComponentNumbers.of(min, max),
        hasCovariances ? CovarianceNames.of(codes()) : null,
        hasCovariances ? regularization : null,
        weightsAsGiven);
  }

  private List<String> codes() {
    return structures.stream().map(CovarianceStructure::code).toList();
  }

  boolean isOneNumber() {
    return min == max;
  }

  long count() {
    return count(min, max, structures);
  }

  static long count(int min, int max, List<CovarianceStructure> structures) {
    return (max - min + 1L) * structures.size();
  }

  /** In the order in which they are fitted: first the fewest components. */
  List<FitSpec> each(BiFunction<Integer, CovarianceStructure, FitSpec> spec) {
    return IntStream.rangeClosed(min, max)
        .boxed()
        .flatMap(k -> structures.stream().map(structure -> spec.apply(k, structure)))
        .toList();
  }
}
