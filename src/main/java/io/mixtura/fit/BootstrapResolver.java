package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.BootstrapSpec;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.GaussianFamily;
import io.mixtura.mixture.SelectionSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks how standard errors are to be found, and whether they can be. */
final class BootstrapResolver {
  private static final String AT = "/bootstrap";
  private static final int FEWEST = 10;
  private static final int MOST = 2000;
  private static final int DEFAULT_REPLICATES = 200;
  private static final double DEFAULT_CONFIDENCE = 0.95;

  private final Findings findings;

  BootstrapResolver(Findings findings) {
    this.findings = findings;
  }

  @Nullable BootstrapSpec resolve(FitRequest request, Algorithm algorithm) {
    FitRequest.Bootstrap given = request.bootstrap();
    if (given == null) {
      return null;
    }
    int replicates = Objects.requireNonNullElse(given.replicates(), DEFAULT_REPLICATES);
    double confidence = Objects.requireNonNullElse(given.confidence(), DEFAULT_CONFIDENCE);
    boolean isForEm =
        findings.require(
            algorithm == Algorithm.EM,
            AT,
            "kmeans has no standard errors; leave bootstrap out, or use em");
    boolean isNumber =
        findings.require(
            replicates >= FEWEST && replicates <= MOST,
            AT + "/replicates",
            "replicates must be from %d to %d, but was %d",
            FEWEST,
            MOST,
            replicates);
    boolean isShare =
        findings.require(
            confidence > 0 && confidence < 1,
            AT + "/confidence",
            "confidence must be above 0 and below 1, such as 0.95, but was %s",
            confidence);
    return isForEm && isNumber && isShare ? new BootstrapSpec(replicates, confidence) : null;
  }

  /** Refuses what has no standard errors yet, and more of them than can be held. */
  void check(@Nullable BootstrapSpec bootstrap, SelectionSpec selection, int dimensions) {
    if (bootstrap == null) {
      return;
    }
    findings.require(
        selection.candidates().stream().allMatch(spec -> spec.family() instanceof GaussianFamily),
        AT,
        "bootstrap is for Gaussian components without noise; leave it out, or everything that asks for other distributions or for noise");
    int k = selection.candidates().stream().mapToInt(FitSpec::components).max().orElseThrow();
    long numbers = bootstrap.numbers(k, dimensions);
    findings.require(
        numbers <= BootstrapSpec.MOST_NUMBERS,
        AT + "/replicates",
        "%d replicates of models with %d components in %d dimensions are %d numbers, and at most %d are held; ask for at most %d replicates, or use fewer components or columns",
        bootstrap.replicates(),
        k,
        dimensions,
        numbers,
        BootstrapSpec.MOST_NUMBERS,
        BootstrapSpec.MOST_NUMBERS * bootstrap.replicates() / numbers);
  }

  /** As answers state it. */
  static FitRequest.@Nullable Bootstrap stated(@Nullable BootstrapSpec bootstrap) {
    return bootstrap == null
        ? null
        : new FitRequest.Bootstrap(bootstrap.replicates(), bootstrap.confidence());
  }
}
