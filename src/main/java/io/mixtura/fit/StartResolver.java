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
  private static final String PORTFOLIO = "portfolio";
  private static final String KMEANS = "kmeans";
  private static final String RANDOM = "random";
  private static final String PARTITION = "partition";
  private static final String PARAMETERS = "parameters";
  private static final Set<String> METHODS =
      Set.of(PORTFOLIO, KMEANS, RANDOM, PARTITION, PARAMETERS);
  private static final String AT = "/initialization";
  private static final int DEFAULT_STARTS = 24;
  private static final int DEFAULT_KEEP = 5;
  static final int MOST_STARTS = 1000;

  private final FitRequest.Start given;
  private final Algorithm algorithm;
  private final String byDefault;
  private final Findings findings;

  /** What a start has to fit to. */
  record Frame(
      int components,
      int dimensions,
      int rows,
      Algorithm algorithm,
      List<CovarianceStructure> covariances,
      boolean standardize) {}

  StartResolver(FitRequest request, Algorithm algorithm, Findings findings) {
    FitRequest.Start given = request.initialization();
    this.algorithm = algorithm;
    this.byDefault =
        algorithm == Algorithm.KMEANS || request.restarts() != null ? KMEANS : PORTFOLIO;
    this.given = Objects.requireNonNullElse(given, FitRequest.Start.of(null));
    this.findings = findings;
  }

  /**
   * What the engine is to do.
   *
   * @param frame null if errors elsewhere in the request keep it from being known; labels and
   *     parameters are not looked at then
   */
  Initialization resolve(@Nullable Frame frame) {
    String method = given.method() == null ? byDefault : given.method();
    findings.require(
        algorithm == Algorithm.EM || !method.equals(PORTFOLIO),
        AT + "/method",
        "a portfolio of starts is for em; kmeans starts by 'kmeans', 'random', 'partition' or 'parameters'");
    if (!findings.require(
        METHODS.contains(method),
        AT + "/method",
        "'%s' is not a way to start; there are 'portfolio', 'kmeans', 'random', 'partition' and 'parameters'",
        Findings.shown(method))) {
      return new Initialization.KMeans();
    }
    refuseUnless(method, PORTFOLIO, "starts", given.starts());
    refuseUnless(method, PORTFOLIO, "keep", given.keep());
    refuseUnless(method, PARTITION, "labels", given.labels());
    refuseUnless(method, PARAMETERS, "weights", given.weights());
    refuseUnless(method, PARAMETERS, "means", given.means());
    refuseUnless(method, PARAMETERS, "covariances", given.covariances());
    return switch (method) {
      case PORTFOLIO -> portfolio();
      case RANDOM -> new Initialization.RandomPoints();
      case PARTITION -> partition(frame);
      case PARAMETERS -> parameters(frame);
      default -> new Initialization.KMeans();
    };
  }

  /** The same with every default filled in. */
  static FitRequest.Start stated(FitRequest.@Nullable Start given, Initialization initialization) {
    FitRequest.Start lists = Objects.requireNonNullElse(given, FitRequest.Start.of(null));
    return switch (initialization) {
      case Initialization.Portfolio(int starts, int keep) ->
          new FitRequest.Start(PORTFOLIO, starts, keep, null, null, null, null);
      case Initialization.KMeans _ -> FitRequest.Start.of(KMEANS);
      case Initialization.RandomPoints _ -> FitRequest.Start.of(RANDOM);
      case Initialization.Partition _, Initialization.Parameters _ -> lists;
    };
  }

  private Initialization portfolio() {
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

  private void refuseUnless(String method, String reader, String field, @Nullable Object value) {
    findings.require(
        value == null || method.equals(reader),
        AT + "/" + field,
        "%s are read only by method '%s', but the method is '%s'%s",
        field,
        reader,
        method,
        given.method() == null ? " unless another one is given" : "");
  }

  private Initialization partition(@Nullable Frame frame) {
    List<Integer> labels = given.labels();
    if (labels == null) {
      findings.require(
          false, AT + "/labels", "method 'partition' needs labels: the component of each row");
      return new Initialization.Partition(List.of());
    }
    if (frame != null) {
      checkLabels(labels, frame);
    }
    return new Initialization.Partition(labels);
  }

  private void checkLabels(List<? extends @Nullable Integer> labels, Frame frame) {
    int k = frame.components();
    boolean good =
        findings.require(
            labels.size() == frame.rows(),
            AT + "/labels",
            "there are %d labels for %d rows; each row needs one",
            labels.size(),
            frame.rows());
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

  private Initialization parameters(@Nullable Frame frame) {
    List<List<Double>> means = given.means();
    if (means == null) {
      findings.require(
          false,
          AT + "/means",
          "method 'parameters' needs means: one for each component, with a number for each column");
      return new Initialization.Parameters(null, List.of(), null);
    }
    if (frame != null && (frame.algorithm() == Algorithm.EM || areMeansAlone())) {
      checkNumbers(means, frame);
    }
    return new Initialization.Parameters(given.weights(), means, given.covariances());
  }

  private boolean areMeansAlone() {
    String detail = "kmeans starts from means alone; leave out weights and covariances";
    return findings.require(given.weights() == null, AT + "/weights", detail)
        & findings.require(given.covariances() == null, AT + "/covariances", detail);
  }

  private void checkNumbers(List<List<Double>> means, Frame frame) {
    NumberArrays arrays = new NumberArrays(findings);
    int k = frame.components();
    int d = frame.dimensions();
    if (!arrays.matrix(means, k, d, AT + "/means", "component")) {
      return;
    }
    List<Double> weights = given.weights();
    if (weights != null && arrays.vector(weights, k, AT + "/weights", "component")) {
      checkValues(AT + "/weights", new Initialization.Parameters(weights, means, null), frame);
    }
    List<List<List<Double>>> covariances = given.covariances();
    if (covariances != null && arrays.matrices(covariances, k, d, AT + "/covariances")) {
      checkValues(
          AT + "/covariances", new Initialization.Parameters(null, means, covariances), frame);
    }
  }

  /** What is wrong is said once, however many structures it is wrong for. */
  private void checkValues(String at, Initialization.Parameters parameters, Frame frame) {
    findings.require(
        at,
        () ->
            frame
                .covariances()
                .forEach(covariance ->
                    parameters.check(
                        inUnits(covariance, frame), frame.components(), frame.dimensions())));
  }

  /**
   * What given covariances must look like. One variance in standardized units is one for each
   * column in the data's own.
   */
  private static CovarianceStructure inUnits(CovarianceStructure covariance, Frame frame) {
    return frame.standardize() ? covariance.inOtherUnits() : covariance;
  }
}
