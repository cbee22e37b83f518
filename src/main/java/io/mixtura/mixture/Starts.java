package io.mixtura.mixture;

import io.mixtura.mixture.Maximization.Collapsed;
import io.mixtura.mixture.Maximization.Maximized;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The starts θ⁰ of a fit. */
final class Starts {
  /** Initial clusters need not be final ones: EM goes on from there. */
  private static final ConvergenceCriterion ROUGH =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.PARAMETERS, 1e-3, 5);

  private static final ConvergenceCriterion FINE =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.PARAMETERS, 1e-4, 50);

  private final FitSpec spec;
  private final EStep eStep;
  private final MStep mStep;
  private final DataProfile data;
  private final @Nullable Standardization standardization;

  Starts(
      FitSpec spec,
      EStep eStep,
      MStep mStep,
      DataProfile data,
      @Nullable Standardization standardization) {
    this.spec = spec;
    this.eStep = eStep;
    this.mStep = mStep;
    this.data = data;
    this.standardization = standardization;
  }

  /** The start of a number, always the same one. */
  Maximization<MixtureModel> start(int number) {
    RandomGenerator random = Sampling.generator(spec.seed(), number);
    return switch (spec.initialization()) {
      case Initialization.KMeans _ -> fromMeans(kMeansPlusPlus(random));
      case Initialization.RandomPoints _ ->
          fromPoints(Sampling.distinctPoints(eStep.observations(), spec.components(), random));
      case Initialization.Partition(var labels) -> fromPartition(labels);
      case Initialization.Parameters parameters -> fromParameters(parameters);
    };
  }

  /**
   * Means by k-means++ and k-means on a sample, then by a few iterations of k-means on all points.
   */
  private Components kMeansPlusPlus(RandomGenerator random) {
    Observations sample = Sampling.sample(eStep.observations(), random);
    double[][] means = new KMeansPlusPlus(sample, eStep.kernels(), random).means(spec.components());
    Components found = lloyd(eStep.on(sample), centres(means), FINE);
    return sample == eStep.observations() ? found : lloyd(eStep, found, ROUGH);
  }

  private Components lloyd(EStep passes, Components centres, ConvergenceCriterion criterion) {
    double[] weights = new MixingWeights.Equal().initial(centres.count());
    ExpectationMaximization kMeans =
        new ExpectationMaximization(
            model -> passes.nearest(model.parameters(), Moments.NONE),
            new MStep(new MixingWeights.Equal(), mStep.rescue()),
            criterion,
            data,
            state -> {});
    return switch (kMeans.run(EmState.start(new MixtureModel(weights, centres)))) {
      case ExpectationMaximization.Ending.Stopped stopped -> stopped.state().model().parameters();
      case ExpectationMaximization.Ending.Degenerate _ ->
          throw new IllegalStateException("an identity covariance cannot collapse");
    };
  }

  private Maximization<MixtureModel> fromMeans(Components centres) {
    if (spec.algorithm() == Algorithm.KMEANS) {
      return asTheyAre(centres);
    }
    Components family = inFamily(centres);
    return mStep.start(eStep.nearest(centres, spec.covariance().moments()), family);
  }

  private Maximization<MixtureModel> fromPartition(List<Integer> labels) {
    Components origin = centres(copies(data.mean()));
    int[] numbers = labels.stream().mapToInt(Integer::intValue).toArray();
    return mStep.start(
        eStep.labelled(origin, spec.covariance().moments(), numbers), inFamily(origin));
  }

  private Maximization<MixtureModel> fromPoints(double[][] points) {
    return spec.algorithm() == Algorithm.KMEANS
        ? asTheyAre(centres(points))
        : withSpreadOfData(spec.mixingWeights().initial(spec.components()), points);
  }

  private Maximization<MixtureModel> fromParameters(Initialization.Parameters given) {
    double[][] means = GivenParameters.matrix(given.means());
    double[] weights = startingWeights(given.weights());
    if (given.covariances() != null) {
      double[][][] covariances =
          given.covariances().stream().map(GivenParameters::matrix).toArray(double[][][]::new);
      return inFitUnits(MixtureModel.gaussian(spec.covariance(), weights, means, covariances));
    }
    double[][] inUnits = standardization == null ? means : standardizedMeans(means);
    return spec.algorithm() == Algorithm.KMEANS
        ? asTheyAre(centres(inUnits))
        : withSpreadOfData(weights, inUnits);
  }

  private double[][] standardizedMeans(double[][] means) {
    MixtureModel model =
        new MixtureModel(new MixingWeights.Equal().initial(means.length), centres(means));
    MixtureModel standardized =
        standardization == null ? model : standardization.standardized(model);
    double[][] inUnits = new double[means.length][];
    Arrays.setAll(inUnits, standardized::mean);
    return inUnits;
  }

  /** Weights that are not learned hold from the start: else the likelihood may fall to them. */
  private double[] startingWeights(@Nullable List<Double> given) {
    boolean isLearned = spec.mixingWeights() instanceof MixingWeights.Learned;
    return given == null || !isLearned
        ? spec.mixingWeights().initial(spec.components())
        : GivenParameters.weights(GivenParameters.array(given));
  }

  private Maximization<MixtureModel> inFitUnits(MixtureModel model) {
    if (standardization == null) {
      return new Maximized<>(model, List.of());
    }
    GaussianComponents given = standardization.standardized(model).gaussians();
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    double[] weights = new double[model.components()];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = model.weight(k);
      means.add(given.meanArray(k));
      covariances.add(spec.covariance().nearest(given.covariance(k)));
    }
    return new Maximized<>(
        new MixtureModel(weights, new GaussianComponents(spec.covariance(), means, covariances)),
        List.of());
  }

  /**
   * Every component with the covariance that the structure gives to all points as one component.
   */
  private Maximization<MixtureModel> withSpreadOfData(double[] weights, double[][] points) {
    GaussianFamily family = new GaussianFamily(spec.covariance());
    Covariance spread = family.estimates(data.scatter(), mStep.rescue()).getFirst();
    int column = family.collapsedColumn(spread, mStep.rescue());
    Covariance sound = column < 0 ? spread : mStep.rescue().rescued(spread);
    if (family.collapsedColumn(sound, mStep.rescue()) >= 0) {
      return new Collapsed<>(0, column);
    }
    return new Maximized<>(
        new MixtureModel(weights, components(spec.covariance(), points, sound)), List.of());
  }

  private Maximization<MixtureModel> asTheyAre(Components centres) {
    return new Maximized<>(
        new MixtureModel(new MixingWeights.Equal().initial(centres.count()), centres), List.of());
  }

  private Components inFamily(Components centres) {
    double[][] means = new double[centres.count()][];
    MixtureModel model = new MixtureModel(new MixingWeights.Equal().initial(means.length), centres);
    Arrays.setAll(means, model::mean);
    return components(
        spec.covariance(), means, DiagonalCovariance.spherical(centres.dimensions(), 1));
  }

  private static Components centres(double[][] means) {
    return components(
        CovarianceStructure.IDENTITY, means, DiagonalCovariance.spherical(means[0].length, 1));
  }

  private static Components components(
      CovarianceStructure structure, double[][] means, Covariance covariance) {
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < means.length; k++) {
      covariances.add(covariance);
    }
    return new GaussianComponents(structure, List.of(means), covariances);
  }

  private double[][] copies(double[] point) {
    double[][] copies = new double[spec.components()][];
    Arrays.fill(copies, point);
    return copies;
  }
}
