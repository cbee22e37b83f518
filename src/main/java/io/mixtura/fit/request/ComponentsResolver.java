package io.mixtura.fit.request;

import io.mixtura.fit.request.choice.ComponentNumbers;
import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks which components are to be tried: their number, covariance structure and weights. */
final class ComponentsResolver {
  private static final String COMPONENTS = "/components";
  private static final String COVARIANCE = "/covariance";
  private static final String REGULARIZATION = "/regularization";
  private static final double DEFAULT_REGULARIZATION = 1e-6;

  /** In the place of a list: the structures of R's mclust, with few parameters first. */
  private static final List<CovarianceStructure> MCLUST =
      Stream.of(
              "EII", "VII", "EEI", "VEI", "EVI", "VVI", "EEE", "VEE", "EVE", "VVE", "EEV", "VEV",
              "EVV", "VVV")
          .map(CovarianceStructure::of)
          .toList();

  static final int MOST_CANDIDATES = 200;

  private final Algorithm algorithm;
  private final ResolvedFamily family;
  private final int rows;
  private final Limits limits;
  private final Findings findings;

  ComponentsResolver(
      Algorithm algorithm, ResolvedFamily family, int rows, Limits limits, Findings findings) {
    this.algorithm = algorithm;
    this.family = family;
    this.rows = rows;
    this.limits = limits;
    this.findings = findings;
  }

  ResolvedComponents resolve(FitRequest.Components given) {
    ComponentNumbers numbers = numbers(given.components());
    int min = Objects.requireNonNullElse(numbers.min(), 0);
    int max = Objects.requireNonNullElse(numbers.max(), 0);
    List<CovarianceStructure> structures = structures(given.covariance());
    requireFew(min, max, structures);
    refuseWithoutGaussians(given);
    WeightsResolver weights = new WeightsResolver(algorithm, findings);
    return new ResolvedComponents(
        min,
        max,
        structures,
        algorithm == Algorithm.EM && !family.isNoColumnGaussian(),
        regularization(given.regularization()),
        weights.resolve(given.mixingWeights(), min, max),
        weights.stated(given.mixingWeights()));
  }

  private void requireFew(int min, int max, List<CovarianceStructure> structures) {
    long count = ResolvedComponents.count(min, max, structures);
    findings.require(
        count <= MOST_CANDIDATES,
        min == max ? COVARIANCE : COMPONENTS,
        "%d numbers of components with %d covariance structures each make %d candidates; at most %d can be compared in one fit",
        max - min + 1,
        structures.size(),
        count,
        MOST_CANDIDATES);
  }

  private void refuseWithoutGaussians(FitRequest.Components given) {
    if (family.isNoColumnGaussian()) {
      refuse(COVARIANCE, given.covariance(), "a covariance");
      refuse(REGULARIZATION, given.regularization(), "a regularization");
    }
  }

  private void refuse(String at, @Nullable Object given, String what) {
    findings.require(
        given == null, at, "%s is of gaussian columns, and none is; leave it out", what);
  }

  private double regularization(@Nullable Double given) {
    if (algorithm == Algorithm.KMEANS) {
      findings.require(
          given == null, REGULARIZATION, "kmeans has no covariances to regularize; leave it out");
      return 0;
    }
    double regularization = Objects.requireNonNullElse(given, DEFAULT_REGULARIZATION);
    findings.require(
        regularization >= 0 && regularization <= 1,
        REGULARIZATION,
        "regularization is a fraction of the columns' variances, from 0 (off) to 1, but was %s",
        regularization);
    return regularization;
  }

  private ComponentNumbers numbers(@Nullable ComponentNumbers given) {
    ComponentNumbers none = ComponentNumbers.of(0);
    if (given == null) {
      findings.require(
          false,
          COMPONENTS,
          "components is missing: the number of components to fit, such as 2, or a range to choose from, such as {\"min\": 1, \"max\": 9}");
      return none;
    }
    if (!given.isRange()) {
      return isGood(given.max(), COMPONENTS) ? given : none;
    }
    if (!findings.require(
        algorithm == Algorithm.EM,
        COMPONENTS,
        "kmeans has no likelihood by which to choose a number of components, and its inertia falls with every one more; give one number, or use em with covariance 'identity' or 'spherical'")) {
      return none;
    }
    return isGoodRange(given) ? resolved(given) : none;
  }

  private static ComponentNumbers resolved(ComponentNumbers range) {
    return ComponentNumbers.of(
        Objects.requireNonNullElse(range.min(), 1), Objects.requireNonNull(range.max()));
  }

  private boolean isGoodRange(ComponentNumbers given) {
    if (!findings.require(
        given.max() != null,
        COMPONENTS + "/max",
        "max is missing: the largest number of components to try, such as 9")) {
      return false;
    }
    int max = Objects.requireNonNullElse(given.max(), 0);
    int min = Objects.requireNonNullElse(given.min(), 1);
    return isGood(max, COMPONENTS + "/max")
        & findings.require(
            min >= 1 && (max < 1 || min <= max),
            COMPONENTS + "/min",
            "min must be from 1 to max, which is %d, but was %d",
            max,
            min);
  }

  private boolean isGood(@Nullable Integer number, String at) {
    int components = Objects.requireNonNullElse(number, 0);
    return findings.require(
            components >= 1 && components <= limits.components(),
            at,
            "components must be from 1 to %d, but was %d",
            limits.components(),
            components)
        && findings.require(
            components <= rows,
            at,
            "%d components cannot be told apart in %d rows; components must be at most the number of rows",
            components,
            rows);
  }

  private List<CovarianceStructure> structures(@Nullable CovarianceNames given) {
    if (algorithm == Algorithm.KMEANS) {
      findings.require(
          given == null,
          COVARIANCE,
          "kmeans has no covariance; leave it out, or use em with covariance 'identity' for soft k-means");
      return List.of(CovarianceStructure.IDENTITY);
    }
    if (given == null) {
      return List.of(CovarianceStructure.FULL);
    }
    if (!given.isList()) {
      String name = given.names().getFirst();
      return CovarianceNames.ALL.equals(name) ? MCLUST : List.of(structure(name, COVARIANCE));
    }
    findings.require(
        !given.names().isEmpty(),
        COVARIANCE,
        "the list is empty; name the structures to choose from, or 'all' in its place");
    return given.names().isEmpty() ? List.of(CovarianceStructure.FULL) : listed(given);
  }

  /** Ends at the first that is wrong: the others are most likely wrong for the same reason. */
  private List<CovarianceStructure> listed(CovarianceNames given) {
    List<CovarianceStructure> structures = new ArrayList<>();
    for (int i = 0; i < given.names().size(); i++) {
      String at = COVARIANCE + "/" + i;
      String name = given.names().get(i);
      CovarianceStructure structure = structure(name, at);
      if (!structure.names().contains(name) || !isNew(structure, structures, at)) {
        return List.of(CovarianceStructure.FULL);
      }
      structures.add(structure);
    }
    return List.copyOf(structures);
  }

  private boolean isNew(
      CovarianceStructure structure, List<CovarianceStructure> others, String at) {
    return findings.require(
        !others.contains(structure),
        at,
        "'%s' is listed twice%s",
        structure.code(),
        structure.names().size() > 1
            ? ", as %s are names of one structure"
                .formatted(String.join(" and ", structure.names()))
            : "");
  }

  private CovarianceStructure structure(@Nullable String name, String at) {
    CovarianceStructure structure = name == null ? null : CovarianceStructure.named(name);
    findings.require(
        structure != null,
        at,
        "'%s' is not a covariance structure; there are %s%s",
        Findings.shown(String.valueOf(name)),
        CovarianceStructure.listed(),
        at.equals(COVARIANCE) ? "; 'all' stands for those of mclust, to choose from" : "");
    return structure == null ? CovarianceStructure.FULL : structure;
  }
}
