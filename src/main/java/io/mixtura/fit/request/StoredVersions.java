package io.mixtura.fit.request;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.VersionReference;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.Optional;

/** The stored versions that a request names. */
final class StoredVersions {
  private final Lookup lookup;
  private final Findings findings;

  /** What knows them. */
  @FunctionalInterface
  interface Lookup {
    /**
     * A version.
     *
     * @throws Refusal if there is none, naming what there is
     */
    ModelVersion get(String name, String selector);
  }

  StoredVersions(Lookup lookup, Findings findings) {
    this.lookup = lookup;
    this.findings = findings;
  }

  /** A version with the columns of the fit; empty if there is none, which is noted. */
  Optional<ModelVersion> find(String text, List<String> columns, String at) {
    Optional<VersionReference> reference = VersionReference.of(text);
    if (!findings.require(
        reference.isPresent(),
        at,
        "'%s' names no version; it is %s",
        Findings.shown(text),
        VersionReference.SHAPE)) {
      return Optional.empty();
    }
    return reference
        .flatMap(named -> stored(named, at))
        .filter(version ->
            findings.require(
                version.columns().equals(columns),
                at,
                "'%s' has the columns %s, but the fit has %s",
                Findings.shown(text),
                String.join(", ", version.columns()),
                String.join(", ", columns)));
  }

  private Optional<ModelVersion> stored(VersionReference named, String at) {
    try {
      return Optional.of(lookup.get(named.name(), named.selector()));
    } catch (Refusal unknown) {
      findings.require(false, at, "%s", String.valueOf(unknown.getMessage()));
      return Optional.empty();
    }
  }

  /** Checks a start from a stored version. */
  static final class Start {
    private static final String AT = "/initialization/version";

    private final Algorithm algorithm;
    private final ResolvedData data;
    private final ResolvedFamily family;
    private final ResolvedComponents components;
    private final StoredVersions versions;
    private final Findings findings;

    Start(
        Algorithm algorithm,
        ResolvedData data,
        ResolvedFamily family,
        ResolvedComponents components,
        StoredVersions versions,
        Findings findings) {
      this.algorithm = algorithm;
      this.data = data;
      this.family = family;
      this.components = components;
      this.versions = versions;
      this.findings = findings;
    }

    /** The version to start from; empty if there is none that will do, which is noted. */
    Optional<ModelVersion> find(FitRequestJson.Initialization given) {
      String reference = given.version();
      boolean isPossible =
          findings.require(
                  reference != null,
                  AT,
                  "method 'version' needs version: which one to start from, such as 'old-faithful@champion'")
              & findings.require(
                  algorithm == Algorithm.EM,
                  "/initialization/method",
                  "a start from a version is for em; kmeans starts from means by 'parameters'")
              & findings.require(
                  family.areColumnsGaussian() && !family.isNoisy() && !data.isLabelled(),
                  "/initialization/method",
                  "a start from a version is for gaussian columns alone, without noise and labels; there is 'portfolio'");
      if (!isPossible
          || reference == null
          || !findings.noneAt("/columns", "/weightColumn", "/labelColumn", "/components")) {
        return Optional.empty();
      }
      return versions.find(reference, data.columns(), AT).filter(this::isGood);
    }

    private boolean isGood(ModelVersion version) {
      int theirs = version.model().clusters();
      return findings.require(
              version.algorithm() == Algorithm.EM
                  && version.model().components() == theirs
                  && version.model().columns().stream()
                      .allMatch(ColumnFamily.Gaussian.class::isInstance),
              AT,
              "version %d of model '%s' was fitted by kmeans, has noise or columns that are not gaussian; start from the means of its components by 'parameters'",
              version.version(),
              version.name())
          & findings.require(
              components.isOneNumber() && components.max() == theirs,
              AT,
              "version %d of model '%s' has %d components, and the fit is to have %s; give as many",
              version.version(),
              version.name(),
              theirs,
              components.isOneNumber()
                  ? "" + components.max()
                  : "%d to %d".formatted(components.min(), components.max()));
    }
  }
}
