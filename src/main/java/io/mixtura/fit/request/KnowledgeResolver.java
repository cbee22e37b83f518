package io.mixtura.fit.request;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.Frozen;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.web.problem.Findings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks what the client knows of the components before any data. */
final class KnowledgeResolver {
  private static final String MEANS = "means";
  private static final String COVARIANCES = "covariances";

  private final Algorithm algorithm;
  private final ResolvedData data;
  private final ResolvedFamily family;
  private final List<CovarianceStructure> structures;
  private final Findings findings;

  /** Of several candidates all structures. */
  KnowledgeResolver(
      Algorithm algorithm,
      ResolvedData data,
      ResolvedFamily family,
      List<CovarianceStructure> structures,
      Findings findings) {
    this.algorithm = algorithm;
    this.data = data;
    this.family = family;
    this.structures = structures;
    this.findings = findings;
  }

  ResolvedKnowledge resolve(
      FitRequest.Knowledge given, FitRequestJson.@Nullable Initialization start) {
    findings.require(
        !data.isLabelled() || algorithm == Algorithm.EM,
        "/labelColumn",
        "kmeans cannot be told which cluster a row belongs to; leave labelColumn out, or use em");
    Frozen frozen = frozen(given.frozen(), start);
    ConjugatePrior prior = prior(given);
    refuseUnlessGaussian("/frozen", given.frozen());
    refuseUnlessGaussian("/prior", given.prior());
    return new ResolvedKnowledge(given, frozen, prior, data.dimensions());
  }

  private void refuseUnlessGaussian(String at, @Nullable Object given) {
    findings.require(
        given == null || family.isGaussian(),
        at,
        "%s is for Gaussian components; leave it out, or set \"family\": \"%s\" for all columns",
        at.substring(1),
        FamilyResolver.DEFAULT);
  }

  private Frozen frozen(
      @Nullable List<? extends @Nullable String> given,
      FitRequestJson.@Nullable Initialization start) {
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
    findings.require(
        algorithm == Algorithm.EM && start != null && start.means() != null || isStartUnknown(),
        "/frozen",
        "what is frozen stays as it is given: frozen needs em and initialization.method 'parameters'");
    boolean covariances = given.contains(COVARIANCES);
    findings.require(
        !covariances || (start != null && start.covariances() != null) || isStartUnknown(),
        "/frozen",
        "frozen covariances must be given by initialization.covariances");
    return new Frozen(given.contains(MEANS), covariances);
  }

  private boolean isStartUnknown() {
    return findings.isUnreadable("/initialization");
  }

  private @Nullable ConjugatePrior prior(FitRequest.Knowledge knowledge) {
    FitRequestJson.Prior given = knowledge.prior();
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
        !Objects.requireNonNullElse(knowledge.frozen(), List.of()).contains(COVARIANCES),
        "/prior",
        "frozen covariances have no use for a prior; leave one of the two out");
    if (isFrameKnown()) {
      findings.require(
          "/prior",
          () -> structures.forEach(structure -> prior.check(structure, data.dimensions())));
    }
    return prior;
  }

  /** Whether it is known what a prior has to fit to; else its numbers are not looked at. */
  private boolean isFrameKnown() {
    return findings.noneAt(
        "/columns", "/weightColumn", "/labelColumn", "/covariance", "/family", "/families");
  }
}
