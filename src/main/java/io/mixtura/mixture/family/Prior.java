package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.GivenNumbers;
import io.mixtura.mixture.covariance.Scatter;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A {@link ConjugatePrior} of which all numbers are known, in the units of the fit.
 *
 * <p>Structures with correlations have the inverse Wishart density; those with variances only an
 * inverse gamma one for each, and those of spheres one for their single variance, as in mclust.
 * Where all components share one covariance it has one such density, else each component has its
 * own. Restricted structures have the density of the free ones, of the matrices that they allow.
 */
public final class Prior implements Serializable {
  private static final long serialVersionUID = 1;

  private final CovarianceStructure structure;
  private final double shrinkage;
  private final double degreesOfFreedom;
  private final double[] mean;

  /** Λ, as the moments of the structure lay it out. */
  private final double[] scale;

  private final Covariance scaleMatrix;

  private Prior(
      CovarianceStructure structure,
      double shrinkage,
      double degreesOfFreedom,
      double[] mean,
      double[] scale) {
    this.structure = structure;
    this.shrinkage = shrinkage;
    this.degreesOfFreedom = degreesOfFreedom;
    this.mean = mean;
    this.scale = scale;
    this.scaleMatrix =
        structure.moments() == SecondMoments.FULL
            ? new FullCovariance(mean.length, scale)
            : new DiagonalCovariance(scale);
  }

  /**
   * With what is not given taken from the data.
   *
   * @param given in the units of the fit
   */
  public static Prior of(
      ConjugatePrior given, CovarianceStructure structure, int components, DataProfile data) {
    int d = data.mean().length;
    Double degreesOfFreedom = given.degreesOfFreedom();
    return new Prior(
        structure,
        given.shrinkage(),
        degreesOfFreedom == null ? d + 2.0 : degreesOfFreedom,
        given.mean() == null ? data.mean() : GivenNumbers.array(given.mean()),
        given.scale() == null
            ? scaleOf(data, structure, components)
            : scale(GivenNumbers.matrix(given.scale()), structure));
  }

  /** The covariance with divisor n − 1, over k^(2/d): each component has its part of the volume. */
  private static double[] scaleOf(DataProfile data, CovarianceStructure structure, int components) {
    double[] covariance = data.scatter().covariance(0);
    double n = data.size();
    double factor =
        (n > 1 ? n / (n - 1) : 1) / StrictMath.pow(components, 2.0 / data.mean().length);
    for (int t = 0; t < covariance.length; t++) {
      covariance[t] *= factor;
    }
    return form(covariance, structure);
  }

  private static double[] scale(double[][] given, CovarianceStructure structure) {
    int d = given.length;
    SecondMoments moments = structure.moments();
    double[] scale = new double[moments.size(d)];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = moments == SecondMoments.FULL ? 0 : i; j <= i; j++, t++) {
        scale[t] = given[i][j];
      }
    }
    return form(scale, structure);
  }

  /** Of a sphere the single variance has the density, not each column's. */
  private static double[] form(double[] scale, CovarianceStructure structure) {
    if (structure.moments() == SecondMoments.FULL) {
      return scale;
    }
    double[] averaged = averaged(scale);
    for (int j = 0; j < averaged.length && structure.isSpherical(); j++) {
      averaged[j] /= averaged.length;
    }
    return averaged;
  }

  /** One number for all columns: mclust's variance models know no other scale. */
  private static double[] averaged(double[] variances) {
    double sum = 0;
    for (double variance : variances) {
      sum += variance;
    }
    double[] averaged = new double[variances.length];
    Arrays.fill(averaged, sum / variances.length);
    return averaged;
  }

  /**
   * Statistics as if the prior's mean were κ more points of each component, with Λ their scatter.
   *
   * @param about the components that the statistics were gathered about
   */
  SufficientStatistics addedTo(SufficientStatistics statistics, Components about) {
    SufficientStatistics added = statistics.times(1);
    double share = share(statistics.components());
    for (int k = 0; k < statistics.components(); k++) {
      double[] way = way(about.origin(k));
      double[] sums = added.sums(k);
      double[] second = added.second(k);
      for (int i = 0, t = 0; i < way.length; i++) {
        sums[i] += shrinkage * way[i];
        for (int j = structure.moments() == SecondMoments.FULL ? 0 : i; j <= i; j++, t++) {
          second[t] += shrinkage * way[i] * way[j] + share * scale[t];
        }
      }
      added.addCount(k, shrinkage);
    }
    return added;
  }

  /** With what covariances are divided by: N_k and what the prior's density adds to it. */
  Scatter counted(Scatter scatter, SufficientStatistics statistics) {
    double[] counts = new double[statistics.components()];
    Arrays.setAll(counts, k -> statistics.count(k) + weight(counts.length));
    return scatter.counting(counts);
  }

  /** The logarithm of its density, up to a constant. */
  double log(GaussianComponents components) {
    double share = share(components.count());
    double weight = weight(components.count());
    double sum = 0;
    for (int k = 0; k < components.count(); k++) {
      Covariance covariance = components.covariance(k);
      double length = 0;
      for (double z : covariance.whitened(way(components.mean(k)))) {
        length += z * z;
      }
      double trace = covariance.traceAgainst(scaleMatrix);
      sum -= (weight * covariance.logDeterminant() + share * trace + shrinkage * length) / 2;
    }
    return sum;
  }

  private double[] way(double[] from) {
    double[] way = new double[mean.length];
    Arrays.setAll(way, j -> mean[j] - from[j]);
    return way;
  }

  /** How much of the density of a covariance each component has. */
  private double share(int components) {
    return structure.isShared() ? 1.0 / components : 1;
  }

  /** The power of |Σ_k|⁻½ in the density: 1 from that of the mean, the rest from its own. */
  private double weight(int components) {
    int d = mean.length;
    double own =
        structure.isSpherical()
            ? (degreesOfFreedom + 2) / d
            : degreesOfFreedom + (structure.moments() == SecondMoments.FULL ? d + 1 : 2);
    return 1 + share(components) * own;
  }
}
