package io.mixtura.mixture;

import java.util.Arrays;
import java.util.List;

/**
 * The profile of data in which values are missing: mean and variance of the values that each column
 * has; and where correlations are asked for, the Gaussian that EM finds for the values that are
 * there, up to {@value #NEGLIGIBLE} of log-likelihood per point or {@value #MOST} iterations.
 */
final class IncompleteProfile {
  private static final double NEGLIGIBLE = 1e-7;
  private static final int MOST = 100;

  private final EStep eStep;
  private final Observations observations;

  IncompleteProfile(EStep eStep) {
    this.eStep = eStep;
    this.observations = eStep.observations();
  }

  DataProfile of(Moments moments) {
    double[] mean = firstValues();
    SufficientStatistics values = eStep.ofValues(mean);
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
    return moments == Moments.FULL
        ? correlated(size, mean, variances, present)
        : DataProfile.ofIncomplete(size, mean, scatter, moments, present);
  }

  /** The first value in each column of a point that counts; 0 where there is none. */
  private double[] firstValues() {
    double[] first = new double[observations.dimensions()];
    Arrays.fill(first, Double.NaN);
    int lacking = first.length;
    Tile tile = new Tile(first.length);
    for (int index = 0; index < observations.tiles() && lacking > 0; index++) {
      observations.read(index, tile);
      for (int j = 0; j < first.length; j++) {
        if (Double.isNaN(first[j])) {
          first[j] = firstValue(tile, j);
          lacking -= Double.isNaN(first[j]) ? 0 : 1;
        }
      }
    }
    for (int j = 0; j < first.length; j++) {
      first[j] = Double.isNaN(first[j]) ? 0 : first[j];
    }
    return first;
  }

  private static double firstValue(Tile tile, int column) {
    for (int p = 0; p < tile.count(); p++) {
      if (tile.weight(p) > 0 && !Double.isNaN(tile.get(p, column))) {
        return tile.get(p, column);
      }
    }
    return Double.NaN;
  }

  private DataProfile correlated(double size, double[] mean, double[] variances, double[] present) {
    double[] covariance = diagonal(variances);
    double last = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST; step++) {
      SufficientStatistics statistics = eStep.soft(model(mean, covariance, variances));
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
    return DataProfile.ofIncomplete(size, mean, Scatter.of(List.of(found)), Moments.FULL, present);
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
    double[] covariance = new double[Moments.FULL.size(variances.length)];
    for (int j = 0; j < variances.length; j++) {
      covariance[Moments.FULL.diagonal(j)] = variances[j];
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
