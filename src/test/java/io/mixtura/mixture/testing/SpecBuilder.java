package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.Frozen;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.family.NoisyFamily;
import io.mixtura.mixture.family.StudentFamily;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specifications of fits; what is not said is as in {@link Fits#spec}. */
public final class SpecBuilder {
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

  public static SpecBuilder em(int components, CovarianceStructure covariance) {
    return new SpecBuilder(components, Algorithm.EM, new GaussianFamily(covariance));
  }

  /** Of columns of several families; covariances are full. */
  public static SpecBuilder em(int components, List<ColumnFamily> columns) {
    return em(components, CovarianceStructure.FULL, columns);
  }

  public static SpecBuilder em(
      int components, CovarianceStructure covariance, List<ColumnFamily> columns) {
    return new SpecBuilder(components, Algorithm.EM, ComponentFamily.of(covariance, columns));
  }

  public static SpecBuilder kMeans(int components) {
    return new SpecBuilder(
            components, Algorithm.KMEANS, new GaussianFamily(CovarianceStructure.IDENTITY))
        .plain();
  }

  /** With t components. */
  public SpecBuilder student(DegreesOfFreedom degrees) {
    family = new StudentFamily(family.structure(), degrees);
    return this;
  }

  /** With noise; after the family has been said. */
  public SpecBuilder noisy() {
    family = new NoisyFamily(family);
    return this;
  }

  public SpecBuilder from(Initialization start) {
    initialization = start;
    return this;
  }

  /** From these means, equal weights and the covariance of the data. */
  public SpecBuilder fromMeans(double[][] means) {
    return from(
        new Initialization.Parameters(
            null, Arrays.stream(means).map(RandomProblem::list).toList(), null));
  }

  public SpecBuilder restarts(int number) {
    restarts = number;
    return this;
  }

  /** Exactly so many. */
  public SpecBuilder iterations(int number) {
    return until(Criterion.LOG_LIKELIHOOD, 0, number);
  }

  public SpecBuilder until(Criterion criterion, double tolerance, int maxIterations) {
    convergence = new ConvergenceCriterion(criterion, tolerance, maxIterations);
    return this;
  }

  public SpecBuilder regularization(double fraction) {
    regularization = fraction;
    return this;
  }

  public SpecBuilder weights(MixingWeights weights) {
    mixingWeights = weights;
    return this;
  }

  public SpecBuilder standardized() {
    return standardized(true);
  }

  public SpecBuilder standardized(boolean isWanted) {
    standardize = isWanted;
    return this;
  }

  public SpecBuilder seed(long number) {
    seed = number;
    return this;
  }

  public SpecBuilder plain() {
    acceleration = Acceleration.NONE;
    return this;
  }

  public SpecBuilder frozen(boolean means, boolean covariances) {
    family = new GaussianFamily(family.structure(), new Frozen(means, covariances));
    return this;
  }

  public SpecBuilder prior(ConjugatePrior belief) {
    prior = belief;
    return this;
  }

  public FitSpec build() {
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
