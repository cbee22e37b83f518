package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.ConvergenceCriterion;
import io.mixtura.mixture.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.Initialization;
import io.mixtura.mixture.MixingWeights;
import io.mixtura.model.ModelName;
import io.mixtura.web.Limits;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Checks a request against its data and fills in every default. A resolved request resolves to
 * itself.
 */
@Component
class FitResolver {
  private static final int DEFAULT_RESTARTS = 5;
  private static final int MOST_RESTARTS = 1000;
  private static final double DEFAULT_TOLERANCE = 1e-7;
  private static final int DEFAULT_MAX_ITERATIONS = 500;
  private static final int MOST_ITERATIONS = 1_000_000;
  private static final double DEFAULT_REGULARIZATION = 1e-6;
  private static final long DEFAULT_SEED = 42;

  private final Limits limits;

  FitResolver(Limits limits) {
    this.limits = limits;
  }

  ResolvedFit resolve(FitRequest request, DataShape data) {
    Findings findings = new Findings();
    String model = Objects.requireNonNullElse(request.model(), ModelName.from(data.name()));
    findings.require(ModelName.isValid(model), "/model", "%s", ModelName.refusal(model));
    List<String> columns = columns(request, data, findings);
    int k = components(request, data, findings);
    Algorithm algorithm = algorithm(request, findings);
    CovarianceStructure covariance = covariance(request, algorithm, findings);
    ConvergenceCriterion convergence = convergence(request, algorithm, findings);
    double regularization = regularization(request, algorithm, findings);
    MixingWeights weights = mixingWeights(request, algorithm, k, findings);
    findings.refuseIfAny();
    // What follows needs k, the columns and the structure to be right.
    Initialization initialization =
        new StartResolver(request.initialization(), algorithm, covariance, findings)
            .resolve(k, columns.size(), data.rows());
    int restarts = restarts(request, initialization, findings);
    findings.refuseIfAny();
    FitSpec spec =
        new FitSpec(
            k,
            algorithm,
            covariance,
            initialization,
            restarts,
            convergence,
            regularization,
            weights,
            Objects.requireNonNullElse(request.standardize(), false),
            Objects.requireNonNullElse(request.seed(), DEFAULT_SEED));
    return new ResolvedFit(stated(request, model, columns, spec), spec, columns, data);
  }

  private List<String> columns(FitRequest request, DataShape data, Findings findings) {
    List<String> columns = Objects.requireNonNullElse(request.columns(), data.columns());
    findings.require(!columns.isEmpty(), "/columns", "at least one column is needed");
    for (int j = 0; j < columns.size(); j++) {
      findings.require(
          data.columns().contains(columns.get(j)),
          "/columns/" + j,
          "the dataset has no column '%s'; it has '%s'",
          columns.get(j),
          String.join("', '", data.columns()));
      findings.require(
          columns.indexOf(columns.get(j)) == j,
          "/columns/" + j,
          "column '%s' is named twice",
          columns.get(j));
    }
    findings.require(
        columns.size() <= limits.dimensions(),
        "/columns",
        "%d columns are more than the limit of %d; choose some with columns",
        columns.size(),
        limits.dimensions());
    return columns;
  }

  private int components(FitRequest request, DataShape data, Findings findings) {
    Integer components = request.components();
    if (components == null) {
      findings.require(
          false,
          "/components",
          "components is missing: the number of components to fit, such as 2");
      return 1;
    }
    findings.require(
        components >= 1 && components <= limits.components(),
        "/components",
        "components must be from 1 to %d, but was %d",
        limits.components(),
        components);
    findings.require(
        components <= data.rows(),
        "/components",
        "%d components cannot be told apart in %d rows; components must be at most the number of rows",
        components,
        data.rows());
    return components;
  }

  private static Algorithm algorithm(FitRequest request, Findings findings) {
    String code = Objects.requireNonNullElse(request.algorithm(), Algorithm.EM.code());
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.code().equals(code)) {
        return algorithm;
      }
    }
    findings.require(
        false, "/algorithm", "'%s' is not an algorithm; there are em and kmeans", code);
    return Algorithm.EM;
  }

  private static CovarianceStructure covariance(
      FitRequest request, Algorithm algorithm, Findings findings) {
    String code = request.covariance();
    if (algorithm == Algorithm.KMEANS) {
      findings.require(
          code == null,
          "/covariance",
          "kmeans has no covariance; leave it out, or use em with covariance 'identity' for soft k-means");
      return CovarianceStructure.IDENTITY;
    }
    if (code == null) {
      return CovarianceStructure.FULL;
    }
    findings.require("/covariance", () -> CovarianceStructure.of(code));
    return CovarianceStructure.ALL.stream()
        .filter(structure -> structure.code().equals(code))
        .findFirst()
        .orElse(CovarianceStructure.FULL);
  }

  private static ConvergenceCriterion convergence(
      FitRequest request, Algorithm algorithm, Findings findings) {
    FitRequest.Convergence given =
        Objects.requireNonNullElse(
            request.convergence(), new FitRequest.Convergence(null, null, null));
    Criterion criterion = criterion(given.criterion(), algorithm, findings);
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

  private static Criterion criterion(
      @Nullable String code, Algorithm algorithm, Findings findings) {
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
        code);
    return fallback;
  }

  private static double regularization(FitRequest request, Algorithm algorithm, Findings findings) {
    Double given = request.regularization();
    if (algorithm == Algorithm.KMEANS) {
      findings.require(
          given == null,
          "/regularization",
          "kmeans has no covariances to regularize; leave it out");
      return 0;
    }
    double regularization = Objects.requireNonNullElse(given, DEFAULT_REGULARIZATION);
    findings.require(
        regularization >= 0 && regularization <= 1,
        "/regularization",
        "regularization is a fraction of the mean column variance, from 0 (off) to 1, but was %s",
        regularization);
    return regularization;
  }

  private static MixingWeights mixingWeights(
      FitRequest request, Algorithm algorithm, int k, Findings findings) {
    JsonNode given = request.mixingWeights();
    if (given == null || given.isNull()) {
      return new MixingWeights.Learned();
    }
    findings.require(
        algorithm == Algorithm.EM,
        "/mixingWeights",
        "kmeans does not use mixing weights; leave them out");
    if (given.isString() && given.asString().equals("learned")) {
      return new MixingWeights.Learned();
    }
    if (given.isString() && given.asString().equals("equal")) {
      return new MixingWeights.Equal();
    }
    if (!findings.require(
        given.isArray() && given.size() == k && given.valueStream().allMatch(JsonNode::isNumber),
        "/mixingWeights",
        "mixingWeights must be 'learned', 'equal' or an array of %d numbers",
        k)) {
      return new MixingWeights.Learned();
    }
    List<Double> weights = given.valueStream().map(JsonNode::asDouble).toList();
    findings.require(
        weights.stream().allMatch(weight -> weight > 0),
        "/mixingWeights",
        "every weight must be above 0");
    MixingWeights fixed = new MixingWeights.Fixed(weights);
    findings.require("/mixingWeights", () -> fixed.initial(k));
    return fixed;
  }

  private static int restarts(
      FitRequest request, Initialization initialization, Findings findings) {
    Integer given = request.restarts();
    if (!initialization.isRandom()) {
      findings.require(
          given == null || given == 1,
          "/restarts",
          "a start from labels or parameters is always the same: restarts must be 1, or left out");
      return 1;
    }
    int restarts = Objects.requireNonNullElse(given, DEFAULT_RESTARTS);
    findings.require(
        restarts >= 1 && restarts <= MOST_RESTARTS,
        "/restarts",
        "restarts must be from 1 to %d, but was %d",
        MOST_RESTARTS,
        restarts);
    return restarts;
  }

  private static FitRequest stated(
      FitRequest request, String model, List<String> columns, FitSpec spec) {
    boolean isEm = spec.algorithm() == Algorithm.EM;
    FitRequest.Start start = request.initialization();
    JsonNode weights = request.mixingWeights();
    return new FitRequest(
        model,
        request.datasetId(),
        null,
        columns,
        spec.algorithm().code(),
        spec.components(),
        isEm ? spec.covariance().code() : null,
        start == null || start.method() == null
            ? new FitRequest.Start(StartResolver.KMEANS, null, null, null, null)
            : start,
        spec.restarts(),
        new FitRequest.Convergence(
            spec.convergence().criterion().code(),
            spec.convergence().tolerance(),
            spec.convergence().maxIterations()),
        isEm ? spec.regularization() : null,
        !isEm
            ? null
            : Stream.ofNullable(weights)
                .filter(node -> !node.isNull())
                .findFirst()
                .orElse(StringNode.valueOf("learned")),
        spec.standardize(),
        spec.seed());
  }
}
