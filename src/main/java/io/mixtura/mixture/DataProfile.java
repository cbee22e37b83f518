package io.mixtura.mixture;

import java.util.List;

/** What a fit needs to know of its data before it starts: their size, centre and spread. */
final class DataProfile {
  private final double size;
  private final double[] mean;
  private final double[] variances;
  private final double[] scales;
  private final Scatter scatter;
  private final Moments moments;

  private DataProfile(double size, double[] mean, Scatter scatter, Moments moments) {
    this.size = size;
    this.mean = mean;
    this.scatter = scatter;
    this.moments = moments;
    this.variances = diagonal(scatter.covariance(0), mean.length, moments);
    this.scales = new double[mean.length];
    for (int j = 0; j < scales.length; j++) {
      scales[j] = variances[j] > 0 ? Math.sqrt(variances[j]) : 1;
    }
  }

  /**
   * A pass over the points: the M step of a mixture with one component, about the first point that
   * counts.
   *
   * @param wanted second moments to gather; at least the variances are
   */
  static DataProfile of(EStep eStep, Moments wanted) {
    Moments moments = wanted == Moments.FULL ? Moments.FULL : Moments.DIAGONAL;
    Observations observations = eStep.observations();
    double[] first = observations.point(SampleWeights.first(observations));
    Components one =
        new GaussianComponents(
            CovarianceStructure.IDENTITY,
            List.of(first),
            List.of(DiagonalCovariance.spherical(first.length, 1)));
    SufficientStatistics statistics = eStep.nearest(one, moments);
    double[] mean = first.clone();
    for (int j = 0; j < mean.length; j++) {
      mean[j] += statistics.sums(0)[j] / statistics.count(0);
    }
    return new DataProfile(statistics.count(0), mean, Scatter.of(statistics), moments);
  }

  private static double[] diagonal(double[] covariance, int d, Moments moments) {
    double[] diagonal = new double[d];
    for (int j = 0; j < d; j++) {
      diagonal[j] = Math.max(0, covariance[moments.diagonal(j)]);
    }
    return diagonal;
  }

  /** Number of points n, or the sum of their weights. */
  double size() {
    return size;
  }

  double[] mean() {
    return mean;
  }

  /** Variance of each column, with divisor n. */
  double[] variances() {
    return variances;
  }

  /** The variances of all columns together; 1 if all are constant. */
  double totalVariance() {
    double sum = 0;
    for (double variance : variances) {
      sum += variance;
    }
    return sum > 0 ? sum : 1;
  }

  /** Standard deviation of each column; 1 for one that is constant. */
  double[] scales() {
    return scales;
  }

  /** The scatter of all points about their mean, as that of a single component. */
  Scatter scatter() {
    return scatter;
  }

  /** The covariance of the points, in the form of the moments that were gathered. */
  Covariance covariance() {
    double[] covariance = scatter.covariance(0);
    return moments == Moments.FULL
        ? new FullCovariance(mean.length, covariance)
        : new DiagonalCovariance(covariance);
  }

  /** Largest standard deviation of a column over the smallest, constant columns aside. */
  double scaleRatio() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double variance : variances) {
      if (variance > 0) {
        smallest = Math.min(smallest, variance);
        largest = Math.max(largest, variance);
      }
    }
    return largest > 0 ? Math.sqrt(largest / smallest) : 1;
  }
}
