package io.mixtura.bench;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.fitting.FitObserver;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Mixtura's engine, by the entrance that the service takes. */
final class MixturaPeer extends Peer {
  private static final double TOLERANCE = 1e-7;
  private static final int ITERATIONS = 500;

  private final Observations observations;
  private final int components;
  private final CovarianceStructure structure;
  private final Initialization.Parameters start;
  private final PassThreads passThreads;

  private MixturaPeer(
      Observations observations,
      int components,
      CovarianceStructure structure,
      Start start,
      PassThreads passThreads) {
    this.observations = observations;
    this.components = components;
    this.structure = structure;
    this.start =
        new Initialization.Parameters(
            boxed(start.weights()),
            boxed(start.means()),
            Arrays.stream(start.covariances()).map(MixturaPeer::boxed).toList());
    this.passThreads = passThreads;
  }

  /** Arguments: file of the points, n, d, file of the start, k, structure, threads. */
  public static void main(String[] arguments) throws IOException {
    int d = Integer.parseInt(arguments[2]);
    int k = Integer.parseInt(arguments[4]);
    try (PassThreads passThreads = new PassThreads(Integer.parseInt(arguments[6]))) {
      new MixturaPeer(
              new RawPoints(Path.of(arguments[0]), Integer.parseInt(arguments[1]), d).tiles(),
              k,
              CovarianceStructure.of(arguments[5]),
              Start.read(Path.of(arguments[3]), k, d),
              passThreads)
          .serve();
    }
  }

  @Override
  Run iterate(int iterations) {
    Stopwatch stopwatch = new Stopwatch();
    FitOutcome.Fitted fitted = run(start, 0, iterations, 0, Acceleration.NONE, stopwatch);
    return new Run(stopwatch.millisPerIteration(), fitted.logLikelihood());
  }

  /** All that comes before the first iteration, what is asked of the data included. */
  @Override
  Run initialize(String method, long seed) {
    Initialization initialization =
        switch (method) {
          case "kmeans" -> new Initialization.KMeans();
          case "portfolio" -> portfolio();
          default -> throw new IllegalArgumentException(method);
        };
    Beginning beginning = new Beginning();
    fit(initialization, TOLERANCE, ITERATIONS, seed, Acceleration.SQUAREM, beginning).run();
    return beginning.took();
  }

  /** The service's defaults. */
  @Override
  Run fit(long seed) {
    long began = System.nanoTime();
    FitOutcome.Fitted fitted =
        run(portfolio(), TOLERANCE, ITERATIONS, seed, Acceleration.SQUAREM, new Stopwatch());
    return new Run((System.nanoTime() - began) / 1e6, fitted.logLikelihood());
  }

  private Initialization portfolio() {
    return new Initialization.Portfolio(
        Initialization.Portfolio.startsByDefault(components),
        Initialization.Portfolio.KEEP_BY_DEFAULT);
  }

  private FitOutcome.Fitted run(
      Initialization initialization,
      double tolerance,
      int iterations,
      long seed,
      Acceleration acceleration,
      Stopwatch stopwatch) {
    FitOutcome outcome =
        fit(initialization, tolerance, iterations, seed, acceleration, stopwatch).run();
    if (outcome instanceof FitOutcome.Fitted fitted) {
      return fitted;
    }
    throw new IllegalStateException(outcome.toString());
  }

  private MixtureFit fit(
      Initialization initialization,
      double tolerance,
      int iterations,
      long seed,
      Acceleration acceleration,
      FitObserver observer) {
    FitSpec spec =
        new FitSpec(
            components,
            Algorithm.EM,
            new GaussianFamily(structure),
            initialization,
            1,
            new ConvergenceCriterion(Criterion.LOG_LIKELIHOOD, tolerance, iterations),
            1e-6,
            new MixingWeights.Learned(),
            false,
            seed,
            acceleration,
            null);
    List<String> columns =
        IntStream.range(0, observations.dimensions()).mapToObj(j -> "x" + j).toList();
    return new MixtureFit(spec, observations, columns, passThreads, observer);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<List<Double>> boxed(double[][] rows) {
    return Arrays.stream(rows).map(MixturaPeer::boxed).toList();
  }
}
