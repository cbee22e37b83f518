package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;

/** The algorithm of a fit, and the end of its iterations. */
record ResolvedConvergence(
    Algorithm algorithm, ConvergenceCriterion criterion, Acceleration acceleration) {

  FitRequest.Convergence stated() {
    return new FitRequest.Convergence(
        algorithm.code(),
        new FitRequestJson.Convergence(
            criterion.criterion().code(), criterion.tolerance(), criterion.maxIterations()),
        algorithm == Algorithm.EM ? acceleration.code() : null);
  }
}
