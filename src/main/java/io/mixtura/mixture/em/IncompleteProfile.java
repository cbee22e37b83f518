package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.Scatter;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The profile of data in which values are missing: mean and variance of the values that each column
 * has; and where correlations are asked for, the Gaussian that EM finds for the values that are
 * there, up to {@value #NEGLIGIBLE} of log-likelihood per point or {@value #MOST} iterations.
 */
final class IncompleteProfile {
  private static final double NEGLIGIBLE = 1e-7;
  private static final int MOST = 100;

  private final EStep eStep;

  IncompleteProfile(EStep eStep) {
    // There is one component only here, which labels of several know nothing of.
    this.eStep = eStep.shape().isLabelled() ? eStep.through(new View.Unlabelled()) : eStep;
  }

  /**
   * The profile.
   *
   * @param gaussian of the Gaussian columns alone, if others stand beside them
   */
  DataProfile of(SecondMoments moments, @Nullable DataProfile gaussian) {
    double[] mean = eStep.first();
    SufficientStatistics values = eStep.run(new ResponsibilityRule.ObservedValues(mean.clone()));
    double[] variances = new double[mean.length];
    double[] present = values.tallies(0).clone();
    for (int j = 0; j < mean.length; j++) {
      if (present[j] > 0) {
        double shift = values.sums(0)[j] / present[j];
        mean[j] += shift;
        variances[j] = Math.max(0, values.second(0)[j] / present[j] - shift * shift);
      }
    }
    Scatter scatter = Scatter.of(List.of(new DiagonalCovariance(variances)));
    double size = values.count(0);
    return moments == SecondMoments.FULL
        ? correlated(size, mean, variances, present)
        : new DataProfile(size, mean, scatter, moments, gaussian, present);
  }

  private DataProfile correlated(double size, double[] mean, double[] variances, double[] present) {
    double[] covariance = diagonal(variances);
    double last = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST; step++) {
      SufficientStatistics statistics =
          eStep.run(new ResponsibilityRule.Soft(model(mean, covariance, variances)));
      double gain = statistics.logLikelihood() - last;
      if (gain <= NEGLIGIBLE * size) {
        break;
      }
      last = statistics.logLikelihood();
      for (int j = 0; j < mean.length; j++) {
        mean[j] += statistics.sums(0)[j] / statistics.count(0);
      }
      covariance = Scatter.of(statistics).covariance(0);
    }
    Covariance found = new FullCovariance(mean.length, flat(covariance, variances));
    return new DataProfile(
        size, mean, Scatter.of(List.of(found)), SecondMoments.FULL, null, present);
  }

  private static MixtureModel model(double[] mean, double[] covariance, double[] variances) {
    return new MixtureModel(
        new double[] {1},
        new GaussianComponents(
            CovarianceStructure.FULL,
            List.of(mean.clone()),
            List.of(FullCovariance.regular(covariance, variances))));
  }

  private static double[] diagonal(double[] variances) {
    double[] covariance = new double[SecondMoments.FULL.size(variances.length)];
    for (int j = 0; j < variances.length; j++) {
      covariance[SecondMoments.FULL.diagonal(j)] = variances[j];
    }
    return covariance;
  }

  /** What has been added to constant columns is taken away. */
  private static double[] flat(double[] covariance, double[] variances) {
    double[] flat = covariance.clone();
    for (int i = 0, t = 0; i < variances.length; i++) {
      for (int j = 0; j <= i; j++, t++) {
        flat[t] = variances[i] > 0 && variances[j] > 0 ? flat[t] : 0;
      }
    }
    return flat;
  }
}
