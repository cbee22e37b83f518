package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.Initialization;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks how a fit is to be started. */
final class StartResolver {
  private static final Set<String> METHODS =
      Set.of(
          ResolvedStart.PORTFOLIO,
          ResolvedStart.KMEANS,
          ResolvedStart.RANDOM,
          ResolvedStart.PARTITION,
          ResolvedStart.PARAMETERS);
  private static final String AT = "/initialization";
  private static final int DEFAULT_STARTS = 24;
  private static final int DEFAULT_KEEP = 5;
  private static final int MOST_STARTS = 1000;

  private static final String RESTARTS_AT = "/restarts";
  private static final int DEFAULT_RESTARTS = 5;
  private static final long DEFAULT_SEED = 42;

  private final Algorithm algorithm;
  private final ResolvedData data;
  private final ResolvedFamily family;
  private final ResolvedComponents components;
  private final Findings findings;

  StartResolver(
      Algorithm algorithm,
      ResolvedData data,
      ResolvedFamily family,
      ResolvedComponents components,
      Findings findings) {
    this.algorithm = algorithm;
    this.data = data;
    this.family = family;
    this.components = components;
    this.findings = findings;
  }

  ResolvedStart resolve(FitRequest.Start given) {
    String byDefault =
        algorithm == Algorithm.KMEANS || given.restarts() != null
            ? ResolvedStart.KMEANS
            : ResolvedStart.PORTFOLIO;
    Initialization initialization =
        initialization(
            Objects.requireNonNullElse(
                given.initialization(), FitRequestJson.Initialization.of(null)),
            byDefault);
    refuseListsForARange(initialization);
    return new ResolvedStart(
        initialization,
        restarts(given.restarts(), initialization),
        Objects.requireNonNullElse(given.seed(), DEFAULT_SEED));
  }

  private Initialization initialization(FitRequestJson.Initialization given, String byDefault) {
    String method = given.method() == null ? byDefault : given.method();
    findings.require(
        algorithm == Algorithm.EM || !method.equals(ResolvedStart.PORTFOLIO),
        AT + "/method",
        "a portfolio of starts is for em; kmeans starts by 'kmeans', 'random', 'partition' or 'parameters'");
    if (!findings.require(
        METHODS.contains(method),
        AT + "/method",
        "'%s' is not a way to start; there are 'portfolio', 'kmeans', 'random', 'partition' and 'parameters'",
        Findings.shown(method))) {
      return new Initialization.KMeans();
    }
    refuseUnless(given, method, ResolvedStart.PORTFOLIO, "starts", given.starts());
    refuseUnless(given, method, ResolvedStart.PORTFOLIO, "keep", given.keep());
    refuseUnless(given, method, ResolvedStart.PARTITION, "labels", given.labels());
    refuseUnless(given, method, ResolvedStart.PARAMETERS, "weights", given.weights());
    refuseUnless(given, method, ResolvedStart.PARAMETERS, "means", given.means());
    refuseUnless(given, method, ResolvedStart.PARAMETERS, "covariances", given.covariances());
    return switch (method) {
      case ResolvedStart.PORTFOLIO -> portfolio(given);
      case ResolvedStart.RANDOM -> new Initialization.RandomPoints();
      case ResolvedStart.PARTITION -> partition(given);
      case ResolvedStart.PARAMETERS -> parameters(given);
      default -> new Initialization.KMeans();
    };
  }

  private Initialization portfolio(FitRequestJson.Initialization given) {
    int starts = Objects.requireNonNullElse(given.starts(), DEFAULT_STARTS);
    int keep = Objects.requireNonNullElse(given.keep(), Math.min(starts, DEFAULT_KEEP));
    findings.require(
        starts >= 1 && starts <= MOST_STARTS,
        AT + "/starts",
        "starts must be from 1 to %d, but was %d",
        MOST_STARTS,
        starts);
    findings.require(
        keep >= 1 && keep <= starts,
        AT + "/keep",
        "keep must be from 1 to the number of starts, which is %d, but was %d",
        starts,
        keep);
    return new Initialization.Portfolio(starts, keep);
  }

  private void refuseUnless(
      FitRequestJson.Initialization given,
      String method,
      String reader,
      String field,
      @Nullable Object value) {
    findings.require(
        value == null || method.equals(reader),
        AT + "/" + field,
        "%s are read only by method '%s', but the method is '%s'%s",
        field,
        reader,
        method,
        given.method() == null ? " unless another one is given" : "");
  }

  private Initialization partition(FitRequestJson.Initialization given) {
    List<Integer> labels = given.labels();
    if (labels == null) {
      findings.require(
          false, AT + "/labels", "method 'partition' needs labels: the component of each row");
      return new Initialization.Partition(List.of());
    }
    if (isFrameKnown()) {
      checkLabels(labels);
    }
    return new Initialization.Partition(labels);
  }

  private void checkLabels(List<? extends @Nullable Integer> labels) {
    int k = components.max();
    boolean good =
        findings.require(
            labels.size() == data.shape().rows(),
            AT + "/labels",
            "there are %d labels for %d rows; each row needs one",
            labels.size(),
            data.shape().rows());
    BitSet used = new BitSet(k);
    for (int i = 0; i < labels.size(); i++) {
      Integer label = labels.get(i);
      // One is enough: the others are most likely wrong for the same reason.
      if (label == null || label < 0 || label >= k) {
        findings.require(
            false,
            AT + "/labels/" + i,
            "label %s; labels are numbers of components, from 0 to %d",
            label,
            k - 1);
        return;
      }
      used.set(label);
    }
    findings.require(
        !good || used.cardinality() == k,
        AT + "/labels",
        "no row has the label %d; each of the %d components needs at least one",
        used.nextClearBit(0),
        k);
  }

  private Initialization parameters(FitRequestJson.Initialization given) {
    boolean areGaussian = areAllGaussian();
    List<List<Double>> means = given.means();
    if (means == null) {
      findings.require(
          false,
          AT + "/means",
          "method 'parameters' needs means: one for each component, with a number for each column");
      return new Initialization.Parameters(null, List.of(), null);
    }
    if (areGaussian && isFrameKnown() && (algorithm == Algorithm.EM || areMeansAlone(given))) {
      checkNumbers(given, means);
    }
    return new Initialization.Parameters(given.weights(), means, given.covariances());
  }

  private boolean areMeansAlone(FitRequestJson.Initialization given) {
    String detail = "kmeans starts from means alone; leave out weights and covariances";
    return findings.require(given.weights() == null, AT + "/weights", detail)
        & findings.require(given.covariances() == null, AT + "/covariances", detail);
  }

  private void checkNumbers(FitRequestJson.Initialization given, List<List<Double>> means) {
    NumberArrays arrays = new NumberArrays(findings);
    int k = components.max();
    int d = data.dimensions();
    if (!arrays.matrix(means, k, d, AT + "/means", "component")) {
      return;
    }
    List<Double> weights = given.weights();
    if (weights != null && arrays.vector(weights, k, AT + "/weights", "component")) {
      checkValues(AT + "/weights", new Initialization.Parameters(weights, means, null));
    }
    List<List<List<Double>>> covariances = given.covariances();
    if (covariances != null && arrays.matrices(covariances, k, d, AT + "/covariances")) {
      checkValues(AT + "/covariances", new Initialization.Parameters(null, means, covariances));
    }
  }

  /** What is wrong is said once, however many structures it is wrong for. */
  private void checkValues(String at, Initialization.Parameters parameters) {
    findings.require(
        at,
        () ->
            components
                .structures()
                .forEach(covariance ->
                    parameters.check(inUnits(covariance), components.max(), data.dimensions())));
  }

  /**
   * What given covariances must look like. One variance in standardized units is one for each
   * column in the data's own.
   */
  private CovarianceStructure inUnits(CovarianceStructure covariance) {
    return data.standardize() ? covariance.inOtherUnits() : covariance;
  }

  private boolean areAllGaussian() {
    return findings.require(
        family.areColumnsGaussian(),
        AT + "/method",
        "a start from 'parameters' is for gaussian columns alone; there are 'portfolio', 'kmeans', 'random' and 'partition', which takes labels");
  }

  /** Whether it is known what labels and parameters have to fit to; else they are not looked at. */
  private boolean isFrameKnown() {
    return components.isOneNumber()
        && findings.noneAt(
            "/columns",
            "/weightColumn",
            "/labelColumn",
            "/algorithm",
            "/components",
            "/covariance",
            "/family",
            "/families",
            "/standardize");
  }

  /** What says something of each component fits one number of them only. */
  private void refuseListsForARange(Initialization initialization) {
    findings.require(
        components.isOneNumber() || !isGiven(initialization),
        AT + "/method",
        "labels and parameters are for one number of components, but there are to be from %d to %d; give one number, or start by 'portfolio', 'kmeans' or 'random'",
        components.min(),
        components.max());
  }

  private static boolean isGiven(Initialization initialization) {
    return switch (initialization) {
      case Initialization.Partition _, Initialization.Parameters _ -> true;
      case Initialization.Portfolio _, Initialization.KMeans _, Initialization.RandomPoints _ ->
          false;
    };
  }

  private int restarts(@Nullable Integer given, Initialization initialization) {
    return switch (initialization) {
      case Initialization.Portfolio _ -> {
        findings.require(
            given == null,
            RESTARTS_AT,
            "restarts is for the methods 'kmeans' and 'random'; a portfolio has initialization.starts and initialization.keep");
        yield 1;
      }
      case Initialization.Partition _, Initialization.Parameters _ -> {
        findings.require(
            given == null || given == 1,
            RESTARTS_AT,
            "a start from labels or parameters is always the same: restarts must be 1, or left out");
        yield 1;
      }
      case Initialization.KMeans _, Initialization.RandomPoints _ -> randomStarts(given);
    };
  }

  private int randomStarts(@Nullable Integer given) {
    int restarts = Objects.requireNonNullElse(given, DEFAULT_RESTARTS);
    findings.require(
        restarts >= 1 && restarts <= MOST_STARTS,
        RESTARTS_AT,
        "restarts must be from 1 to %d, but was %d",
        MOST_STARTS,
        restarts);
    return restarts;
  }
}
