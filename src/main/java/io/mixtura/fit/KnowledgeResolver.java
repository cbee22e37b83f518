package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.ConjugatePrior;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.Frozen;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks what the client knows of the components before any data. */
final class KnowledgeResolver {
  private static final String MEANS = "means";
  private static final String COVARIANCES = "covariances";

  private final FitRequest request;
  private final Algorithm algorithm;
  private final Findings findings;

  KnowledgeResolver(FitRequest request, Algorithm algorithm, Findings findings) {
    this.request = request;
    this.algorithm = algorithm;
    this.findings = findings;
  }

  Frozen frozen() {
    List<? extends @Nullable String> given = request.frozen();
    if (given == null || given.isEmpty()) {
      return Frozen.NOTHING;
    }
    for (int i = 0; i < given.size(); i++) {
      String name = String.valueOf(given.get(i));
      findings.require(
          name.equals(MEANS) || name.equals(COVARIANCES),
          "/frozen/" + i,
          "'%s' cannot be frozen; there are 'means' and 'covariances' (fixed weights are given by mixingWeights)",
          Findings.shown(name));
    }
    FitRequest.Start start = request.initialization();
    findings.require(
        algorithm == Algorithm.EM && start != null && start.means() != null,
        "/frozen",
        "what is frozen stays as it is given: frozen needs em and initialization.method 'parameters'");
    boolean covariances = given.contains(COVARIANCES);
    findings.require(
        !covariances || (start != null && start.covariances() != null),
        "/frozen",
        "frozen covariances must be given by initialization.covariances");
    return new Frozen(given.contains(MEANS), covariances);
  }

  /**
   * The belief with its defaults.
   *
   * @param structures of all candidates
   * @param dimensions of the model; 0 if the request does not tell
   */
  @Nullable ConjugatePrior prior(List<CovarianceStructure> structures, int dimensions) {
    FitRequest.Prior given = request.prior();
    if (given == null
        || !findings.require(
            algorithm == Algorithm.EM,
            "/prior",
            "kmeans has no likelihood, so no prior; leave it out, or use em")) {
      return null;
    }
    ConjugatePrior prior =
        new ConjugatePrior(
            Objects.requireNonNullElse(given.shrinkage(), ConjugatePrior.DEFAULT_SHRINKAGE),
            given.degreesOfFreedom(),
            given.mean(),
            given.scale());
    findings.require(
        !Objects.requireNonNullElse(request.frozen(), List.of()).contains(COVARIANCES),
        "/prior",
        "frozen covariances have no use for a prior; leave one of the two out");
    if (dimensions > 0) {
      findings.require(
          "/prior", () -> structures.forEach(structure -> prior.check(structure, dimensions)));
    }
    return prior;
  }

  /** The same with every default that does not depend on the data. */
  static FitRequest.@Nullable Prior stated(@Nullable ConjugatePrior prior, int dimensions) {
    return prior == null
        ? null
        : new FitRequest.Prior(
            prior.shrinkage(),
            Objects.requireNonNullElse(prior.degreesOfFreedom(), dimensions + 2.0),
            prior.mean(),
            prior.scale());
  }
}
