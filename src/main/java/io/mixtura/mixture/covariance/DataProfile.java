package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The size, centre and spread of a fit's data: what it needs to know of them before it starts. */
public final class DataProfile {
  private final double size;
  private final double[] mean;
  private final double[] variances;
  private final double[] scales;
  private final Scatter scatter;
  private final SecondMoments moments;
  private final @Nullable DataProfile gaussian;

  /** How many points have a value in each column, by their weight; null if all have. */
  private final double @Nullable [] present;

  private final double[] middleScales;

  /**
   * Of the points without wild values, which would make all columns look alike; null if none is.
   */
  private final @Nullable DataProfile tame;

  /** With scales that are the standard deviations. */
  public DataProfile(
      double size,
      double[] mean,
      Scatter scatter,
      SecondMoments moments,
      @Nullable DataProfile gaussian,
      double @Nullable [] present) {
    this(size, mean, scatter, moments, gaussian, present, null, null);
  }

  private DataProfile(
      double size,
      double[] mean,
      Scatter scatter,
      SecondMoments moments,
      @Nullable DataProfile gaussian,
      double @Nullable [] present,
      double @Nullable [] middleScales,
      @Nullable DataProfile tame) {
    this.tame = tame;
    this.gaussian = gaussian;
    this.present = present;
    this.size = size;
    this.mean = mean;
    this.scatter = scatter;
    this.moments = moments;
    this.variances = diagonal(scatter.covariance(0), mean.length, moments);
    this.scales = new double[mean.length];
    for (int j = 0; j < scales.length; j++) {
      scales[j] = variances[j] > 0 ? Math.sqrt(variances[j]) : 1;
    }
    this.middleScales = middleScales == null ? scales : middleScales;
  }

  /**
   * The same, with another measure of how wide the columns are in their middle, which wild values
   * do not move; the standard deviation counts where it is less, or where there is no other.
   */
  public DataProfile withMiddleScales(double[] wide) {
    double[] middle = scales.clone();
    for (int j = 0; j < middle.length; j++) {
      if (wide[j] > 0 && variances[j] > 0) {
        middle[j] = Math.min(wide[j], scales[j]);
      }
    }
    return new DataProfile(size, mean, scatter, moments, gaussian, present, middle, tame);
  }

  /** The same, with the correlations of points without wild values for the middle. */
  public DataProfile withMiddle(DataProfile tamed) {
    return new DataProfile(size, mean, scatter, moments, gaussian, present, middleScales, tamed);
  }

  /** The same mean and spread of so many points. */
  public DataProfile ofSize(double otherSize) {
    return new DataProfile(
        otherSize, mean, scatter, moments, gaussian, present, middleScales, tame);
  }

  private static double[] diagonal(double[] covariance, int d, SecondMoments moments) {
    double[] diagonal = new double[d];
    for (int j = 0; j < d; j++) {
      diagonal[j] = Math.max(0, covariance[moments.diagonal(j)]);
    }
    return diagonal;
  }

  /** Of the Gaussian columns alone, if there are any; else of all. */
  public DataProfile ofGaussian() {
    return gaussian == null ? this : gaussian;
  }

  /** Number of points n, or the sum of their weights. */
  public double size() {
    return size;
  }

  /** How many points have a value in a column, by their weight. */
  public double size(int column) {
    return present == null ? size : present[column];
  }

  /** Whether some points have no value in some column. */
  public boolean isIncomplete() {
    return present != null;
  }

  public double[] mean() {
    return mean;
  }

  /** Variance of each column, with divisor n. */
  public double[] variances() {
    return variances;
  }

  /** The variances of all columns together; 1 if all are constant. */
  public double totalVariance() {
    double sum = 0;
    for (double variance : variances) {
      sum += variance;
    }
    return sum > 0 ? sum : 1;
  }

  /** Standard deviation of each column; 1 for one that is constant. */
  public double[] scales() {
    return scales;
  }

  /** How wide each column is in its middle; 1 for one that is constant. */
  public double[] middleScales() {
    return middleScales;
  }

  /**
   * The covariance of points with these correlations that are as wide as the columns are in their
   * middle: what components are held against to tell whether they are narrow.
   */
  public Covariance middleCovariance() {
    DataProfile middle = tame == null ? this : tame;
    double[] factors = new double[scales.length];
    for (int j = 0; j < factors.length; j++) {
      factors[j] = middleScales[j] / middle.scales[j];
    }
    return middle.covariance().scaled(factors);
  }

  /** The scatter of all points about their mean, as that of a single component. */
  public Scatter scatter() {
    return scatter;
  }

  /** The covariance of the points, in the form of the moments that were gathered. */
  public Covariance covariance() {
    double[] covariance = scatter.covariance(0);
    return moments == SecondMoments.FULL
        ? new FullCovariance(mean.length, covariance)
        : new DiagonalCovariance(covariance);
  }

  /** A single Gaussian component of that spread, made regular where it is flat. */
  public Gaussians gaussian() {
    return new Gaussians(
        moments == SecondMoments.FULL ? CovarianceStructure.FULL : CovarianceStructure.DIAGONAL,
        List.of(mean),
        List.of(
            moments == SecondMoments.FULL
                ? FullCovariance.regular(scatter.covariance(0), variances)
                : DiagonalCovariance.spherical(mean.length, 1)));
  }

  /** Largest standard deviation of a column over the smallest, constant columns aside. */
  public double scaleRatio() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double variance : variances) {
      if (variance > 0) {
        smallest = Math.min(smallest, variance);
        largest = Math.max(largest, variance);
      }
    }
    // The quotient of the variances may be beyond all numbers.
    return largest > 0 ? Math.sqrt(largest) / Math.sqrt(smallest) : 1;
  }
}
