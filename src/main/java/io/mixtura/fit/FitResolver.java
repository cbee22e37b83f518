package io.mixtura.fit;

import io.mixtura.fit.CandidatesResolver.Candidates;
import io.mixtura.mixture.Acceleration;
import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.BootstrapSpec;
import io.mixtura.mixture.ColumnFamily;
import io.mixtura.mixture.ConjugatePrior;
import io.mixtura.mixture.ConvergenceCriterion;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.Frozen;
import io.mixtura.mixture.Initialization;
import io.mixtura.mixture.MixingWeights;
import io.mixtura.mixture.SelectionSpec;
import io.mixtura.model.ModelName;
import io.mixtura.web.Limits;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
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
  private static final double DEFAULT_REGULARIZATION = 1e-6;
  private static final long DEFAULT_SEED = 42;

  private static final JsonNode LEARNED = StringNode.valueOf(WeightsResolver.LEARNED);

  private final Limits limits;

  FitResolver(Limits limits) {
    this.limits = limits;
  }

  ResolvedFit resolve(FitRequest request, DataShape data) {
    Findings findings = new Findings();
    List<String> columns = new ColumnsResolver(data, limits, findings).resolve(request);
    Algorithm algorithm = algorithm(request, findings);
    Candidates candidates =
        new CandidatesResolver(request, algorithm, findings).resolve(data, limits);
    int k = candidates.isOneNumber() ? candidates.max() : 0;
    SelectionResolver selection = new SelectionResolver(request, algorithm, candidates, findings);
    SelectionResolver.Rule rule = selection.resolve(data.rows());
    FamilyResolver families = new FamilyResolver(request, algorithm, findings);
    List<ColumnFamily> each = families.columns(columns);
    GaussianSettings gaussian = new GaussianSettings(request, each, findings);
    boolean standardize = Objects.requireNonNullElse(request.standardize(), false);
    gaussian.check();
    StartResolver.@Nullable Frame frame =
        findings.none() && k > 0
            ? new StartResolver.Frame(
                k, columns.size(), data.rows(), algorithm, candidates.structures(), standardize)
            : null;
    String model = model(request, data, findings);
    ConvergenceCriterion convergence =
        new ConvergenceResolver(algorithm, findings).resolve(request.convergence());
    double regularization = regularization(request, algorithm, findings);
    MixingWeights weights =
        new WeightsResolver(algorithm, findings).resolve(request.mixingWeights(), k);
    Initialization initialization = new StartResolver(request, algorithm, findings).resolve(frame);
    selection.refuseListsForARange(initialization);
    int restarts = restarts(request, initialization, findings);
    Acceleration acceleration = acceleration(request, algorithm, findings);
    findings.require(
        request.labelColumn() == null || algorithm == Algorithm.EM,
        "/labelColumn",
        "kmeans cannot be told which cluster a row belongs to; leave labelColumn out, or use em");
    KnowledgeResolver knowledge = new KnowledgeResolver(request, algorithm, findings);
    Frozen frozen = knowledge.frozen();
    ConjugatePrior prior =
        knowledge.prior(candidates.structures(), findings.none() ? columns.size() : 0);
    families.check(each);
    checkMissing(request, each, findings);
    BootstrapResolver errors = new BootstrapResolver(findings);
    BootstrapSpec bootstrap = errors.resolve(request, algorithm);
    findings.refuseIfAny();
    BiFunction<Integer, CovarianceStructure, FitSpec> candidate =
        (components, covariance) ->
            new FitSpec(
                components,
                algorithm,
                families.components(covariance, each, frozen),
                initialization,
                restarts,
                convergence,
                regularization,
                weights,
                standardize,
                Objects.requireNonNullElse(request.seed(), DEFAULT_SEED),
                acceleration,
                prior);
    SelectionSpec all =
        new SelectionSpec(candidates.each(candidate), rule.criterion(), rule.folds());
    errors.check(bootstrap, all, columns.size());
    findings.refuseIfAny();
    FitSpec first = all.candidates().getFirst();
    SelectionChoice stated = SelectionResolver.stated(rule, candidates);
    return new ResolvedFit(
        stated(request, model, columns, first, candidates, stated, bootstrap),
        first,
        columns,
        data,
        all,
        bootstrap);
  }

  private static String model(FitRequest request, DataShape data, Findings findings) {
    String model = request.model();
    if (model == null) {
      return ModelName.from(data.name());
    }
    findings.require(
        ModelName.isValid(model), "/model", "%s", ModelName.refusal(Findings.shown(model)));
    return model;
  }

  private static Algorithm algorithm(FitRequest request, Findings findings) {
    String code = Objects.requireNonNullElse(request.algorithm(), Algorithm.EM.code());
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.code().equals(code)) {
        return algorithm;
      }
    }
    findings.require(
        false,
        "/algorithm",
        "'%s' is not an algorithm; there are 'em' and 'kmeans'",
        Findings.shown(code));
    return Algorithm.EM;
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

  private static Acceleration acceleration(
      FitRequest request, Algorithm algorithm, Findings findings) {
    String code = request.acceleration();
    if (algorithm == Algorithm.KMEANS) {
      findings.require(code == null, "/acceleration", "kmeans has no acceleration; leave it out");
      return Acceleration.NONE;
    }
    if (code == null) {
      return Acceleration.SQUAREM;
    }
    for (Acceleration acceleration : Acceleration.values()) {
      if (acceleration.code().equals(code)) {
        return acceleration;
      }
    }
    findings.require(
        false,
        "/acceleration",
        "'%s' is not an acceleration; there are 'squarem' and 'none'",
        Findings.shown(code));
    return Acceleration.SQUAREM;
  }

  private static void checkMissing(
      FitRequest request, List<ColumnFamily> families, Findings findings) {
    findings.require(
        request.missing() == null || ResolvedFit.MISSING.contains(request.missing()),
        "/missing",
        "'%s' is nothing that can be done about missing values; there are 'refuse' and 'em'",
        Findings.shown(String.valueOf(request.missing())));
    findings.require(
        !ResolvedFit.EM.equals(request.missing())
            || FamilyResolver.isPlainGaussian(request, families),
        "/missing",
        "\"missing\": \"em\" is for Gaussian components without noise; leave family and noise out, or choose columns without gaps");
  }

  private static int restarts(
      FitRequest request, Initialization initialization, Findings findings) {
    Integer given = request.restarts();
    switch (initialization) {
      case Initialization.Portfolio _ -> {
        findings.require(
            given == null,
            "/restarts",
            "restarts is for the methods 'kmeans' and 'random'; a portfolio has initialization.starts and initialization.keep");
        return 1;
      }
      case Initialization.Partition _, Initialization.Parameters _ -> {
        findings.require(
            given == null || given == 1,
            "/restarts",
            "a start from labels or parameters is always the same: restarts must be 1, or left out");
        return 1;
      }
      case Initialization.KMeans _, Initialization.RandomPoints _ -> {}
    }
    int restarts = Objects.requireNonNullElse(given, DEFAULT_RESTARTS);
    findings.require(
        restarts >= 1 && restarts <= StartResolver.MOST_STARTS,
        "/restarts",
        "restarts must be from 1 to %d, but was %d",
        StartResolver.MOST_STARTS,
        restarts);
    return restarts;
  }

  private static FitRequest stated(
      FitRequest request,
      String model,
      List<String> columns,
      FitSpec spec,
      Candidates candidates,
      @Nullable SelectionChoice selection,
      @Nullable BootstrapSpec bootstrap) {
    boolean isEm = spec.algorithm() == Algorithm.EM;
    boolean hasCovariances = isEm && spec.family().encoding(columns.size()).numeric() > 0;
    JsonNode weights = request.mixingWeights();
    return new FitRequest(
        model,
        request.datasetId(),
        null,
        columns,
        spec.algorithm().code(),
        ComponentNumbers.of(candidates.min(), candidates.max()),
        hasCovariances ? CovarianceNames.of(candidates.codes()) : null,
        StartResolver.stated(request.initialization(), spec.initialization()),
        spec.initialization() instanceof Initialization.Portfolio ? null : spec.restarts(),
        new FitRequest.Convergence(
            spec.convergence().criterion().code(),
            spec.convergence().tolerance(),
            spec.convergence().maxIterations()),
        hasCovariances ? spec.regularization() : null,
        isEm ? Objects.requireNonNullElse(weights, LEARNED) : null,
        spec.standardize(),
        spec.seed(),
        isEm ? spec.acceleration().code() : null,
        request.weightColumn(),
        request.labelColumn(),
        request.frozen(),
        KnowledgeResolver.stated(spec.prior(), columns.size()),
        request.family(),
        DegreesResolver.stated(request),
        FamilyResolver.statedNoise(request),
        Objects.requireNonNullElse(request.missing(), ResolvedFit.REFUSE),
        selection,
        request.families(),
        BootstrapResolver.stated(bootstrap));
  }
}
