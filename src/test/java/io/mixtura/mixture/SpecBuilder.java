package io.mixtura.mixture;

import io.mixtura.mixture.ConvergenceCriterion.Criterion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specifications of fits; what is not said is as in {@link Fits#spec}. */
final class SpecBuilder {
  private final int components;
  private final Algorithm algorithm;
  private ComponentFamily family;
  private Initialization initialization = new Initialization.KMeans();
  private int restarts = 5;
  private ConvergenceCriterion convergence =
      new ConvergenceCriterion(Criterion.LOG_LIKELIHOOD, 1e-7, 500);
  private double regularization = 1e-6;
  private MixingWeights mixingWeights = new MixingWeights.Learned();
  private boolean standardize;
  private long seed = 42;
  private Acceleration acceleration = Acceleration.SQUAREM;
  private @Nullable ConjugatePrior prior;

  private SpecBuilder(int components, Algorithm algorithm, ComponentFamily family) {
    this.components = components;
    this.algorithm = algorithm;
    this.family = family;
  }

  static SpecBuilder em(int components, CovarianceStructure covariance) {
    return new SpecBuilder(components, Algorithm.EM, new GaussianFamily(covariance));
  }

  /** Of columns of several families; covariances are full. */
  static SpecBuilder em(int components, List<ColumnFamily> columns) {
    return em(components, CovarianceStructure.FULL, columns);
  }

  static SpecBuilder em(
      int components, CovarianceStructure covariance, List<ColumnFamily> columns) {
    return new SpecBuilder(components, Algorithm.EM, ComponentFamily.of(covariance, columns));
  }

  static SpecBuilder kMeans(int components) {
    return new SpecBuilder(
            components, Algorithm.KMEANS, new GaussianFamily(CovarianceStructure.IDENTITY))
        .plain();
  }

  /** With t components. */
  SpecBuilder student(DegreesOfFreedom degrees) {
    family = new StudentFamily(family.structure(), degrees);
    return this;
  }

  /** With noise; after the family has been said. */
  SpecBuilder noisy() {
    family = new NoisyFamily(family);
    return this;
  }

  SpecBuilder from(Initialization start) {
    initialization = start;
    return this;
  }

  /** From these means, equal weights and the covariance of the data. */
  SpecBuilder fromMeans(double[][] means) {
    return from(
        new Initialization.Parameters(
            null, Arrays.stream(means).map(RandomProblem::list).toList(), null));
  }

  SpecBuilder restarts(int number) {
    restarts = number;
    return this;
  }

  /** Exactly so many. */
  SpecBuilder iterations(int number) {
    return until(Criterion.LOG_LIKELIHOOD, 0, number);
  }

  SpecBuilder until(Criterion criterion, double tolerance, int maxIterations) {
    convergence = new ConvergenceCriterion(criterion, tolerance, maxIterations);
    return this;
  }

  SpecBuilder regularization(double fraction) {
    regularization = fraction;
    return this;
  }

  SpecBuilder weights(MixingWeights weights) {
    mixingWeights = weights;
    return this;
  }

  SpecBuilder standardized() {
    return standardized(true);
  }

  SpecBuilder standardized(boolean isWanted) {
    standardize = isWanted;
    return this;
  }

  SpecBuilder seed(long number) {
    seed = number;
    return this;
  }

  SpecBuilder plain() {
    acceleration = Acceleration.NONE;
    return this;
  }

  SpecBuilder frozen(boolean means, boolean covariances) {
    family = new GaussianFamily(family.structure(), new Frozen(means, covariances));
    return this;
  }

  SpecBuilder prior(ConjugatePrior belief) {
    prior = belief;
    return this;
  }

  FitSpec build() {
    return new FitSpec(
        components,
        algorithm,
        family,
        initialization,
        restarts,
        convergence,
        regularization,
        mixingWeights,
        standardize,
        seed,
        acceleration,
        prior);
  }
}
