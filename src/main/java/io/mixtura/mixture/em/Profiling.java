package io.mixtura.mixture.em;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.Scatter;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.RobustScales;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pass that finds the {@link DataProfile} of a fit's points. */
public final class Profiling {
  private Profiling() {}

  /**
   * What a family needs to know. Where only the first columns are Gaussian, correlations are
   * gathered in a pass over these: the others may be many.
   *
   * @param form of the family's statistics
   */
  public static DataProfile of(EStep eStep, StatisticsForm form) {
    if (form.numeric() == form.dimensions()) {
      return of(eStep, form.moments());
    }
    int[] first = IntStream.range(0, form.numeric()).toArray();
    return of(
        eStep,
        SecondMoments.DIAGONAL,
        first.length == 0 ? null : of(eStep.through(new View.Columns(first)), form.moments()));
  }

  /** With how wide the columns are in their middle, from a sample of the points. */
  public static DataProfile of(EStep eStep, SecondMoments wanted) {
    Observations some = eStep.sample(RobustScales.POINTS, Sampling.generator(0, 0));
    DataProfile all = of(eStep, wanted, null).withMiddleScales(RobustScales.of(some));
    return WildValues.tamed(eStep, all)
        .map(view -> all.withMiddle(of(eStep.through(view), wanted, null)))
        .orElse(all);
  }

  /**
   * A pass over the points: the M step of a mixture with one component, about the first point that
   * counts.
   *
   * @param wanted second moments to gather; at least the variances are
   */
  private static DataProfile of(EStep eStep, SecondMoments wanted, @Nullable DataProfile gaussian) {
    SecondMoments moments =
        wanted == SecondMoments.FULL ? SecondMoments.FULL : SecondMoments.DIAGONAL;
    if (eStep.shape().isIncomplete()) {
      return new IncompleteProfile(eStep).of(moments, gaussian);
    }
    double[] first = eStep.first();
    Components one =
        new GaussianComponents(
            CovarianceStructure.IDENTITY,
            List.of(first),
            List.of(DiagonalCovariance.spherical(first.length, 1)));
    SufficientStatistics statistics = eStep.run(new ResponsibilityRule.Nearest(one, moments));
    double[] mean = first.clone();
    for (int j = 0; j < mean.length; j++) {
      mean[j] += statistics.sums(0)[j] / statistics.count(0);
    }
    return new DataProfile(
        statistics.count(0), mean, Scatter.of(statistics), moments, gaussian, null);
  }
}
