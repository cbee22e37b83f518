package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.FitSpec;
import io.mixtura.web.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks which numbers of components and which covariance structures are to be tried. */
final class CandidatesResolver {
  private static final String COMPONENTS = "/components";
  private static final String COVARIANCE = "/covariance";

  /** In the place of a list: the structures of R's mclust, with few parameters first. */
  private static final String ALL = "all";

  private static final List<CovarianceStructure> MCLUST =
      Stream.of(
              "EII", "VII", "EEI", "VEI", "EVI", "VVI", "EEE", "VEE", "EVE", "VVE", "EEV", "VEV",
              "EVV", "VVV")
          .map(CovarianceStructure::of)
          .toList();

  static final int MOST_CANDIDATES = 200;

  private final FitRequest request;
  private final Algorithm algorithm;
  private final Findings findings;

  /**
   * What is to be tried: each number of components with each structure.
   *
   * @param min 0 if the request does not tell, as {@code max}
   */
  record Candidates(int min, int max, List<CovarianceStructure> structures) {
    boolean isOneNumber() {
      return min == max;
    }

    long count() {
      return (max - min + 1L) * structures.size();
    }

    List<String> codes() {
      return structures.stream().map(CovarianceStructure::code).toList();
    }

    /** In the order in which they are fitted: first the fewest components. */
    List<FitSpec> each(BiFunction<Integer, CovarianceStructure, FitSpec> spec) {
      return IntStream.rangeClosed(min, max)
          .boxed()
          .flatMap(k -> structures.stream().map(structure -> spec.apply(k, structure)))
          .toList();
    }
  }

  CandidatesResolver(FitRequest request, Algorithm algorithm, Findings findings) {
    this.request = request;
    this.algorithm = algorithm;
    this.findings = findings;
  }

  Candidates resolve(DataShape data, Limits limits) {
    ComponentNumbers numbers = components(data, limits);
    Candidates all =
        new Candidates(
            Objects.requireNonNullElse(numbers.min(), 0),
            Objects.requireNonNullElse(numbers.max(), 0),
            structures());
    findings.require(
        all.count() <= MOST_CANDIDATES,
        all.isOneNumber() ? COVARIANCE : COMPONENTS,
        "%d numbers of components with %d covariance structures each make %d candidates; at most %d can be compared in one fit",
        all.max() - all.min() + 1,
        all.structures().size(),
        all.count(),
        MOST_CANDIDATES);
    return all;
  }

  private ComponentNumbers components(DataShape data, Limits limits) {
    ComponentNumbers given = request.components();
    ComponentNumbers none = ComponentNumbers.of(0);
    if (given == null) {
      findings.require(
          false,
          COMPONENTS,
          "components is missing: the number of components to fit, such as 2, or a range to choose from, such as {\"min\": 1, \"max\": 9}");
      return none;
    }
    if (!given.isRange()) {
      return isGood(given.max(), COMPONENTS, data, limits) ? given : none;
    }
    if (!findings.require(
        algorithm == Algorithm.EM,
        COMPONENTS,
        "kmeans has no likelihood by which to choose a number of components, and its inertia falls with every one more; give one number, or use em with covariance 'identity' or 'spherical'")) {
      return none;
    }
    return isGoodRange(given, data, limits) ? resolved(given) : none;
  }

  private static ComponentNumbers resolved(ComponentNumbers range) {
    return ComponentNumbers.of(
        Objects.requireNonNullElse(range.min(), 1), Objects.requireNonNull(range.max()));
  }

  private boolean isGoodRange(ComponentNumbers given, DataShape data, Limits limits) {
    if (!findings.require(
        given.max() != null,
        COMPONENTS + "/max",
        "max is missing: the largest number of components to try, such as 9")) {
      return false;
    }
    int max = Objects.requireNonNullElse(given.max(), 0);
    int min = Objects.requireNonNullElse(given.min(), 1);
    return isGood(max, COMPONENTS + "/max", data, limits)
        & findings.require(
            min >= 1 && (max < 1 || min <= max),
            COMPONENTS + "/min",
            "min must be from 1 to max, which is %d, but was %d",
            max,
            min);
  }

  private boolean isGood(@Nullable Integer number, String at, DataShape data, Limits limits) {
    int components = Objects.requireNonNullElse(number, 0);
    return findings.require(
            components >= 1 && components <= limits.components(),
            at,
            "components must be from 1 to %d, but was %d",
            limits.components(),
            components)
        && findings.require(
            components <= data.rows(),
            at,
            "%d components cannot be told apart in %d rows; components must be at most the number of rows",
            components,
            data.rows());
  }

  private List<CovarianceStructure> structures() {
    CovarianceNames given = request.covariance();
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
      return ALL.equals(name) ? MCLUST : List.of(structure(name, COVARIANCE));
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
