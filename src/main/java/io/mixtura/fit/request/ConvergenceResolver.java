package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.web.problem.Findings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks by what the iterations are to get on, and when they are to end. */
final class ConvergenceResolver {
  private static final double DEFAULT_TOLERANCE = 1e-7;
  private static final int DEFAULT_MAX_ITERATIONS = 500;
  private static final int MOST_ITERATIONS = 1_000_000;

  private final Findings findings;

  ConvergenceResolver(Findings findings) {
    this.findings = findings;
  }

  ResolvedConvergence resolve(FitRequest.Convergence given) {
    Algorithm algorithm = algorithm(given.algorithm());
    return new ResolvedConvergence(
        algorithm,
        criterion(given.convergence(), algorithm),
        acceleration(given.acceleration(), algorithm));
  }

  private Algorithm algorithm(@Nullable String given) {
    String code = Objects.requireNonNullElse(given, Algorithm.EM.code());
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.code().equals(code)) {
        return algorithm;
      }
    }
    findings.require(
        false,
        "/algorithm",
        "'%s' is not an algorithm; there are 'em' and 'kmeans'",
        Findings.shown(code));
    return Algorithm.EM;
  }

  private ConvergenceCriterion criterion(
      FitRequestJson.@Nullable Convergence request, Algorithm algorithm) {
    FitRequestJson.Convergence given =
        Objects.requireNonNullElse(request, new FitRequestJson.Convergence(null, null, null));
    Criterion criterion = criterion(given.criterion(), algorithm);
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

  private Criterion criterion(@Nullable String code, Algorithm algorithm) {
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

  private Acceleration acceleration(@Nullable String code, Algorithm algorithm) {
    if (algorithm == Algorithm.KMEANS) {
      findings.require(code == null, "/acceleration", "kmeans has no acceleration; leave it out");
      return Acceleration.NONE;
    }
    if (code == null) {
      return Acceleration.SQUAREM;
    }
    for (Acceleration acceleration : Acceleration.values()) {
      if (acceleration.code().equals(code)) {
        return acceleration;
      }
    }
    findings.require(
        false,
        "/acceleration",
        "'%s' is not an acceleration; there are 'squarem' and 'none'",
        Findings.shown(code));
    return Acceleration.SQUAREM;
  }
}
