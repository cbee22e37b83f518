package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.em.LocalEStep;
import io.mixtura.mixture.em.MStep;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Clusters to start from, by k-means++ and Lloyd's algorithm, which is the EM loop with hard
 * assignments.
 */
final class KMeans {
  /** Initial clusters need not be final ones: EM goes on from there. */
  private static final ConvergenceCriterion ROUGH =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.PARAMETERS, 1e-3, 5);

  private static final ConvergenceCriterion FINE =
      new ConvergenceCriterion(ConvergenceCriterion.Criterion.PARAMETERS, 1e-4, 50);

  private final MStep mStep;
  private final DataProfile data;

  KMeans(MStep mStep, DataProfile data) {
    this.mStep =
        new MStep(
            new GaussianFamily(CovarianceStructure.IDENTITY),
            new MixingWeights.Equal(),
            mStep.rescue());
    this.data = data;
  }

  /**
   * Means by k-means++ and k-means on a sample, then by a few iterations of k-means on all points.
   */
  Components fromScratch(EStep all, int components, RandomGenerator random) {
    Shape shape = all.shape();
    Observations sample = all.sample(Sampling.mostPoints(shape.dimensions()), random);
    LocalEStep few = all.on(sample);
    double[][] means = new KMeansPlusPlus(sample, few.kernels(), random).means(components);
    Components found = iterate(few, centres(means), FINE);
    return sample.size() == shape.size() ? found : iterate(all, found, ROUGH);
  }

  private Components iterate(EStep passes, Components centres, ConvergenceCriterion criterion) {
    double[] weights = mStep.mixingWeights().initial(centres.count());
    ExpectationMaximization kMeans =
        new ExpectationMaximization(
            model ->
                passes.run(new ResponsibilityRule.Nearest(model.parameters(), SecondMoments.NONE)),
            mStep,
            criterion,
            data,
            Acceleration.NONE,
            (state, resumable) -> {});
    return switch (kMeans.run(EmState.start(new MixtureModel(weights, centres)))) {
      case ExpectationMaximization.Ending.Ended stopped -> stopped.state().model().parameters();
      case ExpectationMaximization.Ending.Degenerate _ ->
          throw new IllegalStateException("an identity covariance cannot collapse");
    };
  }

  /** Components with these means and covariance I. */
  static Components centres(double[][] means) {
    double[] ones = new double[means[0].length];
    Arrays.fill(ones, 1);
    return centres(means, ones);
  }

  /** Components with these means, from which distances are measured in these units. */
  static Components centres(double[][] means, double[] scales) {
    double[] squares = new double[scales.length];
    Arrays.setAll(squares, j -> scales[j] * scales[j]);
    return new GaussianComponents(
        CovarianceStructure.IDENTITY,
        List.of(means),
        Collections.nCopies(means.length, new DiagonalCovariance(squares)));
  }
}
