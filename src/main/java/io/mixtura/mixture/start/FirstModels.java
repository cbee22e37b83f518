package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.GivenNumbers;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.NoiseWeight;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first models θ⁰, made of what a start has found: centres, a partition, points or parameters.
 */
final class FirstModels {
  private final FitSpec spec;

  /** On points that have been completed where values are missing. */
  private final EStep filled;

  private final MStep mStep;
  private final DataProfile data;
  private final @Nullable Standardization standardization;

  FirstModels(
      FitSpec spec,
      EStep filled,
      MStep mStep,
      DataProfile data,
      @Nullable Standardization standardization) {
    this.spec = spec;
    this.filled = filled;
    this.mStep = mStep;
    this.data = data;
    this.standardization = standardization;
  }

  /** Of random shares in every point. */
  Maximization<MixtureModel> ofRandomResponsibilities(long seed) {
    Components origin = mStep.family().around(copies(data.mean()));
    return mStep.start(filled.run(new ResponsibilityRule.Random(origin, seed)), origin);
  }

  /** Of the points that are nearest to each of some centres. */
  Maximization<MixtureModel> ofNearest(Components centres) {
    Components components = mStep.family().around(places(centres));
    return mStep.start(
        filled.run(new ResponsibilityRule.NearestCentre(centres, components)), components);
  }

  /** Of the shares that another model gives its components, whatever form those have. */
  Maximization<MixtureModel> ofSharesIn(MixtureModel other) {
    Components components = mStep.family().around(places(other.parameters()));
    return mStep.start(filled.run(new ResponsibilityRule.JudgedBy(other, components)), components);
  }

  /** Of the shares in these data that a model gives its components which is in their own units. */
  Maximization<MixtureModel> continuing(MixtureModel other) {
    return ofSharesIn(standardization == null ? other : standardization.standardized(other));
  }

  /** Of a partition: the component of each point. */
  Maximization<MixtureModel> ofPartition(int[] labels) {
    Components origin = mStep.family().around(copies(data.mean()));
    return mStep.start(filled.run(new ResponsibilityRule.Partition(origin, labels)), origin);
  }

  /** With the means at some points, as wide as the data. */
  Maximization<MixtureModel> at(double[][] points) {
    return spec.algorithm() == Algorithm.KMEANS
        ? asTheyAre(KMeans.centres(points))
        : withSpreadOfData(spec.mixingWeights().initial(spec.components()), points);
  }

  /** Of given parameters. */
  Maximization<MixtureModel> of(Initialization.Parameters given) {
    double[][] means = GivenNumbers.matrix(given.means());
    double[] weights = startingWeights(given.weights());
    if (given.covariances() != null) {
      double[][][] covariances =
          given.covariances().stream().map(GivenNumbers::matrix).toArray(double[][][]::new);
      return Maximization.of(
          of(MixtureModel.gaussian(spec.family().structure(), weights, means, covariances)));
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

  /** Of a mixture of this family, or of a Gaussian one, in the data's own units. */
  MixtureModel of(MixtureModel given) {
    MixtureModel model = inFitUnits(given);
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    if (!(model.parameters() instanceof GaussianComponents)) {
      return new MixtureModel(weights, asOfFamily(model));
    }
    return new MixtureModel(withNoise(weights), spec.family().like(model.gaussians()));
  }

  /**
   * The same parameters, with what the family knows besides: where ν comes from, what is frozen.
   */
  private Components asOfFamily(MixtureModel model) {
    double[][] numbers = new double[model.components()][];
    Arrays.setAll(numbers, model.parameters()::numbers);
    return spec.family().of(numbers, model.dimensions());
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

  /** The centres themselves, for k-means. */
  Maximization<MixtureModel> asTheyAre(Components centres) {
    return Maximization.of(
        new MixtureModel(new MixingWeights.Equal().initial(centres.count()), centres));
  }

  /** The means of some components. */
  static double[][] places(Components centres) {
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
