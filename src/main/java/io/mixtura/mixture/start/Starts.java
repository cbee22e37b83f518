package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.GivenNumbers;
import io.mixtura.mixture.em.Clusters;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.NoiseWeight;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Permutation;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.pass.FilledObservations;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The starts θ⁰ of a fit. */
public final class Starts {
  private final FitSpec spec;
  private final EStep eStep;

  /** On points that have been completed where values are missing. */
  private final EStep filled;

  private final MStep mStep;
  private final DataProfile data;
  private final @Nullable Standardization standardization;
  private @Nullable WhitenedClusters whitened;

  private enum Kind {
    /** What is nearest to the means of the points whose component is known. */
    LABELS,
    /** Clusters of k-means after k-means++. */
    K_MEANS,
    /** The same where the data have covariance I. */
    WHITENED_K_MEANS,
    /** Clusters of Ward's method on some points, where the data have covariance I. */
    HIERARCHY,
    /** To each of k random points the points that are nearest to it. */
    RANDOM_POINTS,
    /** Random shares in every point: all components begin (nearly) equal. */
    RANDOM_RESPONSIBILITIES
  }

  /**
   * What a portfolio is made of, again and again. Clusters lead most quickly to where they lead,
   * but all to the same few maxima; the others find the rest. On Old Faithful with three components
   * the best one is reached by a quarter of the starts from random responsibilities, a seventh of
   * those from random points and none from k-means; on iris it is k-means that finds it.
   */
  private static final List<Kind> PORTFOLIO =
      List.of(
          Kind.K_MEANS,
          Kind.RANDOM_RESPONSIBILITIES,
          Kind.RANDOM_POINTS,
          Kind.RANDOM_RESPONSIBILITIES,
          Kind.WHITENED_K_MEANS,
          Kind.RANDOM_RESPONSIBILITIES,
          Kind.RANDOM_POINTS,
          Kind.RANDOM_RESPONSIBILITIES,
          Kind.K_MEANS,
          Kind.RANDOM_RESPONSIBILITIES,
          Kind.HIERARCHY,
          Kind.RANDOM_RESPONSIBILITIES);

  public Starts(
      FitSpec spec,
      EStep eStep,
      MStep mStep,
      DataProfile data,
      @Nullable Standardization standardization) {
    this.spec = spec;
    this.eStep = eStep;
    this.filled = filled(eStep, data);
    this.mStep = mStep;
    this.data = data;
    this.standardization = standardization;
  }

  private static EStep filled(EStep eStep, DataProfile data) {
    return eStep.shape().isIncomplete()
        ? eStep.through(new FilledObservations.Filled(data.gaussian()))
        : eStep;
  }

  /** The same on other points of the same data. */
  Starts on(EStep others) {
    return new Starts(spec, others, mStep, data, standardization);
  }

  /** The start of a number, always the same one. */
  public Maximization<MixtureModel> start(int number) {
    RandomGenerator random = Sampling.generator(spec.seed(), number);
    return switch (spec.initialization()) {
      case Initialization.Portfolio _ -> ofPortfolio(number, random);
      case Initialization.KMeans _ -> fromMeans(kMeansPlusPlus(random));
      case Initialization.RandomPoints _ ->
          fromPoints(places(aligned(KMeans.centres(randomPoints(random)))));
      case Initialization.Partition(var labels) ->
          fromPartition(labels.stream().mapToInt(Integer::intValue).toArray());
      case Initialization.Parameters parameters -> fromParameters(parameters);
    };
  }

  /** Each of them a different one of its kind. */
  private Maximization<MixtureModel> ofPortfolio(int number, RandomGenerator random) {
    return switch (kind(number)) {
      case LABELS -> fromLabelled(randomPoints(random));
      case K_MEANS -> fromMeans(kMeansPlusPlus(random));
      case WHITENED_K_MEANS -> fromClusters(whitened().kMeans(random));
      case HIERARCHY -> fromClusters(whitened().hierarchy(random));
      case RANDOM_POINTS -> fromMeans(centres(randomPoints(random)));
      case RANDOM_RESPONSIBILITIES -> fromRandomResponsibilities(random);
    };
  }

  private Kind kind(int number) {
    return number == 0 && eStep.shape().isLabelled()
        ? Kind.LABELS
        : PORTFOLIO.get(number % PORTFOLIO.size());
  }

  /**
   * Another start from where one has led: a component is dropped, and another one parted in its
   * place. What k components describe badly is often that two of them share what one could do,
   * while one does the work of two.
   */
  Maximization<MixtureModel> rearranged(MixtureModel model, int number) {
    RandomGenerator random = Sampling.generator(spec.seed(), number);
    int clusters = model.clusters();
    int parted = random.nextInt(clusters);
    int dropped = (parted + 1 + random.nextInt(clusters - 1)) % clusters;
    double[] z = new double[model.parameters().dimensions()];
    Arrays.setAll(z, j -> random.nextDouble(-1, 1));
    double[] normal = model.parameters().normal(parted, z);
    MixtureModel from = eStep.shape().isIncomplete() ? twice(model, parted, dropped) : model;
    return mStep.start(
        eStep.run(new ResponsibilityRule.Parted(from, parted, dropped, normal)), from.parameters());
  }

  /** With one component in the place of another, too, which then expects what that one does. */
  private static MixtureModel twice(MixtureModel model, int parted, int dropped) {
    int[] order = IntStream.range(0, model.components()).toArray();
    order[dropped] = parted;
    return model.reordered(order);
  }

  private WhitenedClusters whitened() {
    WhitenedClusters made = whitened;
    if (made == null) {
      Observations points = new Whitening(data).whitened(all(filled));
      made = new WhitenedClusters(points, filled.on(points), kMeans(), spec.components());
      whitened = made;
    }
    return made;
  }

  /** Ward's method and partitions want all points here: they are few, or a sample already. */
  private static Observations all(EStep eStep) {
    return eStep.sample(eStep.shape().size(), Sampling.generator(0, 0));
  }

  private KMeans kMeans() {
    return new KMeans(mStep, data);
  }

  private Components kMeansPlusPlus(RandomGenerator random) {
    return spec.family().startsInOwnUnits()
        ? kMeans().fromScratch(filled, spec.components(), random)
        : inScaledUnits(random);
  }

  /** Counts, indicators and measurements cannot be compared but in units of their spread. */
  private Components inScaledUnits(RandomGenerator random) {
    Standardization scaling = new Standardization(data.mean(), data.scales());
    Components found =
        kMeans().fromScratch(filled.through(scaling.view()), spec.components(), random);
    return found.transformed(data.scales(), data.mean());
  }

  /** Centres that a point is near or far from in the data's units, or in those of their spread. */
  private Components centres(double[][] points) {
    return spec.family().startsInOwnUnits()
        ? KMeans.centres(points)
        : KMeans.centres(points, data.scales());
  }

  private double[][] randomPoints(RandomGenerator random) {
    return filled.distinctPoints(spec.components(), random);
  }

  private Maximization<MixtureModel> fromRandomResponsibilities(RandomGenerator random) {
    Components origin = mStep.family().around(copies(data.mean()));
    return mStep.start(
        filled.run(new ResponsibilityRule.Random(origin, random.nextLong())), origin);
  }

  private Maximization<MixtureModel> fromMeans(Components centres) {
    if (spec.algorithm() == Algorithm.KMEANS) {
      return asTheyAre(centres);
    }
    return fromCentres(aligned(centres));
  }

  private Maximization<MixtureModel> fromCentres(Components centres) {
    Components components = mStep.family().around(places(centres));
    return mStep.start(
        filled.run(new ResponsibilityRule.NearestCentre(centres, components)), components);
  }

  /** Clusters come in any order; those that labels speak of get their numbers. */
  private Components aligned(Components centres) {
    return eStep.shape().isLabelled()
        ? centres.reordered(
            LabelAgreement.of(filled, new Clusters.Nearest(places(centres))).order())
        : centres;
  }

  /**
   * From the means of the points with a label.
   *
   * @param others where components that no label speaks of begin
   */
  private Maximization<MixtureModel> fromLabelled(double[][] others) {
    return fromCentres(KMeans.centres(LabelledMeans.of(filled, data.mean(), others)));
  }

  private Maximization<MixtureModel> fromClusters(int[] clusters) {
    if (!eStep.shape().isLabelled()) {
      return fromPartition(clusters);
    }
    int[] order =
        LabelAgreement.of(filled, new Clusters.Given(spec.components(), clusters)).order();
    int[] component = Permutation.inverse(order);
    return fromPartition(Arrays.stream(clusters).map(cluster -> component[cluster]).toArray());
  }

  private Maximization<MixtureModel> fromPartition(int[] labels) {
    Components origin = mStep.family().around(copies(data.mean()));
    return mStep.start(filled.run(new ResponsibilityRule.Partition(origin, labels)), origin);
  }

  private Maximization<MixtureModel> fromPoints(double[][] points) {
    return spec.algorithm() == Algorithm.KMEANS
        ? asTheyAre(KMeans.centres(points))
        : withSpreadOfData(spec.mixingWeights().initial(spec.components()), points);
  }

  private Maximization<MixtureModel> fromParameters(Initialization.Parameters given) {
    double[][] means = GivenNumbers.matrix(given.means());
    double[] weights = startingWeights(given.weights());
    if (given.covariances() != null) {
      double[][][] covariances =
          given.covariances().stream().map(GivenNumbers::matrix).toArray(double[][][]::new);
      return Maximization.of(
          from(MixtureModel.gaussian(spec.family().structure(), weights, means, covariances)));
    }
    double[][] inUnits = standardization == null ? means : standardizedMeans(means);
    return spec.algorithm() == Algorithm.KMEANS
        ? asTheyAre(KMeans.centres(inUnits))
        : withSpreadOfData(weights, inUnits);
  }

  private double[][] standardizedMeans(double[][] means) {
    MixtureModel model =
        new MixtureModel(new MixingWeights.Equal().initial(means.length), KMeans.centres(means));
    MixtureModel standardized =
        standardization == null ? model : standardization.standardized(model);
    return places(standardized.parameters());
  }

  /** Weights that are not learned hold from the start: else the likelihood may fall to them. */
  private double[] startingWeights(@Nullable List<Double> given) {
    return given == null || !spec.mixingWeights().areLearned()
        ? spec.mixingWeights().initial(spec.components())
        : GivenNumbers.weights(GivenNumbers.array(given));
  }

  /** A start from a Gaussian mixture in the data's own units. */
  public MixtureModel from(MixtureModel given) {
    MixtureModel model = inFitUnits(given);
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    return new MixtureModel(withNoise(weights), spec.family().like(model.gaussians()));
  }

  private double[] withNoise(double[] weights) {
    return spec.family().count(weights.length) > weights.length
        ? NoiseWeight.start(weights)
        : weights;
  }

  private MixtureModel inFitUnits(MixtureModel model) {
    if (standardization == null) {
      return model;
    }
    MixtureModel standardized = standardization.standardized(model);
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, standardized::weight);
    return new MixtureModel(weights, standardized.parameters().asTheFamilyAllows());
  }

  private Maximization<MixtureModel> withSpreadOfData(double[] weights, double[][] points) {
    return mStep
        .family()
        .wideAsTheData(points, data, mStep.rescue())
        .map(components -> new MixtureModel(withNoise(weights), components));
  }

  private Maximization<MixtureModel> asTheyAre(Components centres) {
    return Maximization.of(
        new MixtureModel(new MixingWeights.Equal().initial(centres.count()), centres));
  }

  private static double[][] places(Components centres) {
    double[][] places = new double[centres.count()][];
    Arrays.setAll(places, centres::mean);
    return places;
  }

  private double[][] copies(double[] point) {
    double[][] copies = new double[spec.components()][];
    Arrays.fill(copies, point);
    return copies;
  }
}
