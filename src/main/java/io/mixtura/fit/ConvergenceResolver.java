package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.ConvergenceCriterion;
import io.mixtura.mixture.ConvergenceCriterion.Criterion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks when iterating is to end. */
final class ConvergenceResolver {
  private static final double DEFAULT_TOLERANCE = 1e-7;
  private static final int DEFAULT_MAX_ITERATIONS = 500;
  private static final int MOST_ITERATIONS = 1_000_000;

  private final Algorithm algorithm;
  private final Findings findings;

  ConvergenceResolver(Algorithm algorithm, Findings findings) {
    this.algorithm = algorithm;
    this.findings = findings;
  }

  ConvergenceCriterion resolve(FitRequest.@Nullable Convergence request) {
    FitRequest.Convergence given =
        Objects.requireNonNullElse(request, new FitRequest.Convergence(null, null, null));
    Criterion criterion = criterion(given.criterion());
    double tolerance = Objects.requireNonNullElse(given.tolerance(), DEFAULT_TOLERANCE);
    findings.require(
        tolerance >= 0 && Double.isFinite(tolerance),
        "/convergence/tolerance",
        "tolerance must be 0 (never stop early) or a small positive number such as 1e-7, but was %s",
        tolerance);
    int iterations = Objects.requireNonNullElse(given.maxIterations(), DEFAULT_MAX_ITERATIONS);
    findings.require(
        iterations >= 1 && iterations <= MOST_ITERATIONS,
        "/convergence/maxIterations",
        "maxIterations must be from 1 to %d, but was %d",
        MOST_ITERATIONS,
        iterations);
    return new ConvergenceCriterion(criterion, tolerance, iterations);
  }

  private Criterion criterion(@Nullable String code) {
    Criterion fallback =
        algorithm == Algorithm.KMEANS ? Criterion.PARAMETERS : Criterion.LOG_LIKELIHOOD;
    if (code == null) {
      return fallback;
    }
    for (Criterion criterion : Criterion.values()) {
      if (criterion.code().equals(code)) {
        findings.require(
            algorithm == Algorithm.EM || criterion == Criterion.PARAMETERS,
            "/convergence/criterion",
            "kmeans has no likelihood; its criterion is 'parameters'");
        return criterion;
      }
    }
    findings.require(
        false,
        "/convergence/criterion",
        "'%s' is not a criterion; there are 'logLikelihood' and 'parameters'",
        Findings.shown(code));
    return fallback;
  }
}
