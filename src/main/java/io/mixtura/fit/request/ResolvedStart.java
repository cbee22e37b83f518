package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Initialization;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of the iterations: how starts are found, and by which random numbers.
 *
 * @param initialization for the least number of components
 * @param growsWithComponents whether a portfolio has as many starts as each number asks for
 * @param isShared whether structures after the first need few of their own
 * @param version what names the version that is started from, for ever; null if there is none
 */
record ResolvedStart(
    Initialization initialization,
    boolean growsWithComponents,
    boolean isShared,
    int restarts,
    long seed,
    @Nullable String version) {
  static final String PORTFOLIO = "portfolio";
  static final String VERSION = "version";
  static final String KMEANS = "kmeans";
  static final String RANDOM = "random";
  static final String PARTITION = "partition";
  static final String PARAMETERS = "parameters";

  /**
   * The starts of a candidate.
   *
   * @param isFirst whether no other has as many components
   */
  Initialization of(int components, boolean isFirst) {
    return isShared && !isFirst
        ? Initialization.Portfolio.besideOthers(components)
        : alone(components);
  }

  private Initialization alone(int components) {
    return initialization instanceof Initialization.Portfolio(_, int keep) && growsWithComponents
        ? new Initialization.Portfolio(Initialization.Portfolio.startsByDefault(components), keep)
        : initialization;
  }

  FitRequest.Start stated() {
    return new FitRequest.Start(
        statedInitialization(), initialization.isSearch() ? null : restarts, seed);
  }

  private FitRequestJson.Initialization statedInitialization() {
    return switch (initialization) {
      case Initialization.Portfolio(int starts, int keep) ->
          new FitRequestJson.Initialization(
              PORTFOLIO,
              growsWithComponents || isShared ? null : starts,
              isShared ? null : keep,
              null,
              null,
              null,
              null,
              null);
      case Initialization.Continued(_, int starts, int keep) ->
          new FitRequestJson.Initialization(VERSION, starts, keep, null, null, null, null, version);
      case Initialization.KMeans _ -> FitRequestJson.Initialization.of(KMEANS);
      case Initialization.RandomPoints _ -> FitRequestJson.Initialization.of(RANDOM);
      case Initialization.Partition(var labels) ->
          new FitRequestJson.Initialization(PARTITION, null, null, labels, null, null, null, null);
      case Initialization.Parameters(var weights, var means, var covariances) ->
          new FitRequestJson.Initialization(
              PARAMETERS, null, null, null, weights, means, covariances, null);
    };
  }
}
