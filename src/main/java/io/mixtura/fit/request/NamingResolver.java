package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Initialization;
import io.mixtura.model.NamedComponents;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what components are to be called, and which version they are to be numbered after. */
final class NamingResolver {
  private static final String NAMES_AT = "/componentNames";
  private static final String ALIGN_AT = "/alignTo";

  private final ResolvedData data;
  private final ResolvedComponents components;
  private final ResolvedStart start;
  private final StoredVersions versions;
  private final Findings findings;

  NamingResolver(
      ResolvedData data,
      ResolvedComponents components,
      ResolvedStart start,
      StoredVersions versions,
      Findings findings) {
    this.data = data;
    this.components = components;
    this.start = start;
    this.versions = versions;
    this.findings = findings;
  }

  ResolvedNaming resolve(FitRequest.Naming given) {
    ModelVersion alignTo = given.alignTo() == null ? null : alignTo(given.alignTo());
    List<String> names = given.componentNames();
    if (names != null) {
      check(names);
    }
    return new ResolvedNaming(names, alignTo == null && areOfStart(), alignTo);
  }

  private boolean areOfStart() {
    return switch (start.initialization()) {
      case Initialization.Partition _, Initialization.Parameters _ -> true;
      case Initialization.Portfolio _,
          Initialization.Continued _,
          Initialization.KMeans _,
          Initialization.RandomPoints _ ->
          false;
    };
  }

  private void check(List<? extends @Nullable String> names) {
    boolean isOne =
        findings.require(
            components.isOneNumber(),
            NAMES_AT,
            "names are for one number of components, but there are to be from %d to %d; give one number, or name them when you know how many there are",
            components.min(),
            components.max());
    if (isOne && findings.noneAt("/components")) {
      NamedComponents.check(names, components.max(), findings);
    }
  }

  private @Nullable ModelVersion alignTo(String reference) {
    findings.require(
        !data.isLabelled(),
        ALIGN_AT,
        "labels say already which component has which number; leave alignTo or labelColumn out");
    return findings.noneAt("/columns", "/weightColumn", "/labelColumn", "/datasetId", "/data")
        ? versions.find(reference, data.columns(), ALIGN_AT).orElse(null)
        : null;
  }
}
