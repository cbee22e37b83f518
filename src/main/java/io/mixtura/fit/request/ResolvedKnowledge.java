package io.mixtura.fit.request;

import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.Frozen;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge of components that is there before any data.
 *
 * @param given as it was asked for
 * @param dimensions of the model
 */
record ResolvedKnowledge(
    FitRequest.Knowledge given, Frozen frozen, @Nullable ConjugatePrior prior, int dimensions) {

  FitRequest.Knowledge stated() {
    return new FitRequest.Knowledge(given.frozen(), prior == null ? null : stated(prior));
  }

  /** With every default that does not depend on the data. */
  private FitRequestJson.Prior stated(ConjugatePrior believed) {
    return new FitRequestJson.Prior(
        believed.shrinkage(),
        Objects.requireNonNullElse(believed.degreesOfFreedom(), dimensions + 2.0),
        believed.mean(),
        believed.scale());
  }
}
