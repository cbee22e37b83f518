package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.model.VersionReference;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Findings;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks how a fit is to be started. */
final class StartResolver {
  private static final Set<String> METHODS =
      Set.of(
          ResolvedStart.PORTFOLIO,
          ResolvedStart.VERSION,
          ResolvedStart.KMEANS,
          ResolvedStart.RANDOM,
          ResolvedStart.PARTITION,
          ResolvedStart.PARAMETERS);
  private static final String AT = "/initialization";
  private static final int MOST_STARTS = 1000;

  private static final String RESTARTS_AT = "/restarts";
  private static final int DEFAULT_RESTARTS = 5;
  private static final long DEFAULT_SEED = 42;

  private final Algorithm algorithm;
  private final ResolvedComponents components;
  private final boolean areHeldOut;
  private final Findings findings;
  private final GivenStart lists;
  private final StoredVersions.Start stored;
  private @Nullable String version;

  StartResolver(
      Algorithm algorithm,
      ResolvedData data,
      ResolvedFamily family,
      ResolvedComponents components,
      ResolvedSelection selection,
      StoredVersions versions,
      Findings findings) {
    this.algorithm = algorithm;
    this.areHeldOut = selection.folds() > 0;
    this.components = components;
    this.findings = findings;
    this.lists = new GivenStart(algorithm, data, family, components, findings);
    this.stored = new StoredVersions.Start(algorithm, data, family, components, versions, findings);
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
        !components.isOneNumber() && areByDefault(given.initialization()),
        isShared(given.initialization(), initialization),
        restarts(given.restarts(), initialization),
        Objects.requireNonNullElse(given.seed(), DEFAULT_SEED),
        version);
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
        "'%s' is not a way to start; there are 'portfolio', 'kmeans', 'random', 'partition' and 'parameters', and 'version' for a stored one",
        Findings.shown(method))) {
      return new Initialization.KMeans();
    }
    if (!method.equals(ResolvedStart.VERSION)) {
      refuseUnless(given, method, ResolvedStart.PORTFOLIO, "starts", given.starts());
      refuseUnless(given, method, ResolvedStart.PORTFOLIO, "keep", given.keep());
    }
    refuseUnless(given, method, ResolvedStart.VERSION, "version", given.version());
    refuseUnless(given, method, ResolvedStart.PARTITION, "labels", given.labels());
    refuseUnless(given, method, ResolvedStart.PARAMETERS, "weights", given.weights());
    refuseUnless(given, method, ResolvedStart.PARAMETERS, "means", given.means());
    refuseUnless(given, method, ResolvedStart.PARAMETERS, "covariances", given.covariances());
    return switch (method) {
      case ResolvedStart.PORTFOLIO -> portfolio(given);
      case ResolvedStart.VERSION -> continued(given);
      case ResolvedStart.RANDOM -> new Initialization.RandomPoints();
      case ResolvedStart.PARTITION -> lists.partition(given);
      case ResolvedStart.PARAMETERS -> lists.parameters(given);
      default -> new Initialization.KMeans();
    };
  }

  private static boolean areByDefault(FitRequestJson.@Nullable Initialization given) {
    return given == null || given.starts() == null;
  }

  /** Structures of as many components share what they find, unless rows are held out. */
  private boolean isShared(
      FitRequestJson.@Nullable Initialization given, Initialization initialization) {
    return initialization instanceof Initialization.Portfolio
        && components.structures().size() > 1
        && !areHeldOut
        && areByDefault(given)
        && (given == null || given.keep() == null);
  }

  private Initialization continued(FitRequestJson.Initialization given) {
    Initialization.Portfolio tried = portfolio(given);
    Optional<ModelVersion> from = stored.find(given);
    version = from.map(one -> VersionReference.to(one.name(), one.version())).orElse(null);
    return from.<Initialization>map(
            one -> new Initialization.Continued(one.model(), tried.starts(), tried.keep()))
        .orElse(tried);
  }

  private Initialization.Portfolio portfolio(FitRequestJson.Initialization given) {
    int starts =
        Objects.requireNonNullElseGet(
            given.starts(), () -> Initialization.Portfolio.startsByDefault(components.min()));
    int keep =
        Objects.requireNonNullElse(
            given.keep(), Math.min(starts, Initialization.Portfolio.KEEP_BY_DEFAULT));
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
      case Initialization.Portfolio _,
          Initialization.Continued _,
          Initialization.KMeans _,
          Initialization.RandomPoints _ ->
          false;
    };
  }

  private int restarts(@Nullable Integer given, Initialization initialization) {
    return switch (initialization) {
      case Initialization.Portfolio _, Initialization.Continued _ -> {
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
