package io.mixtura.mixture;

import io.mixtura.mixture.covariance.Cholesky;
import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.DiscreteComponents;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.family.MixedComponents;
import io.mixtura.mixture.family.NoisyComponents;
import io.mixtura.mixture.family.StudentComponents;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The components of some columns given others, see {@link Conditional}: all of them that does not
 * depend on the values is worked out once, here.
 */
final class ConditionalComponents {
  private final MixtureModel given;
  private final MixtureModel wanted;
  private final List<Cholesky> factors;

  /** Of each wanted column its number among the Gaussian ones; −1 if it is none. */
  private final int[] gaussianWanted;

  /** Of each component and wanted column that is not Gaussian the mean and the variance. */
  private final double[][][] discreteWanted;

  /** Which of the given columns are Gaussian. */
  private final int[] gaussianGiven;

  /** As {@link Conditional} is asked for. */
  ConditionalComponents(MixtureModel model, int[] givenColumns, int[] wantedColumns) {
    requireNoNoise(model);
    this.given = Marginal.of(model, givenColumns);
    this.factors = new ArrayList<>();
    MixtureModel marginal = Marginal.of(model, wantedColumns);
    this.gaussianGiven = given.encoding().gaussianColumns();
    this.wanted =
        areCorrelated(model, marginal)
            ? conditioned(
                model,
                marginal,
                Marginal.numbers(model, Marginal.picked(givenColumns, gaussianGiven)),
                Marginal.numbers(
                    model, Marginal.picked(wantedColumns, marginal.encoding().gaussianColumns())))
            : marginal;
    Encoding encoding = wanted.encoding();
    this.gaussianWanted = new int[wantedColumns.length];
    Arrays.setAll(gaussianWanted, j -> encoding.isGaussian(j) ? encoding.first(j) : -1);
    this.discreteWanted = new double[model.components()][wantedColumns.length][];
    for (int k = 0; k < discreteWanted.length; k++) {
      int component = k;
      Arrays.setAll(
          discreteWanted[k],
          j -> gaussianWanted[j] < 0 ? wanted.moments(component, j) : new double[0]);
    }
  }

  private boolean areCorrelated(MixtureModel model, MixtureModel marginal) {
    return given.hasGaussians()
        && marginal.hasGaussians()
        && model.structure().moments() == SecondMoments.FULL;
  }

  /** Noise says of a column, whatever the others, that it may be anything: no prediction at all. */
  private static void requireNoNoise(MixtureModel model) {
    if (model.hasNoise()) {
      throw new IllegalArgumentException(
          "this model has noise, whose points may be anywhere whatever is given, so it predicts no column by others; fit without noise, for instance with family 'student', which copes with outliers, or ask for the marginal distribution");
    }
  }

  /** The wanted columns with their conditional covariances, and with means that are still μ_k,b. */
  private MixtureModel conditioned(
      MixtureModel model, MixtureModel marginal, int[] givenColumns, int[] wantedColumns) {
    int[] columns = new int[givenColumns.length + wantedColumns.length];
    System.arraycopy(givenColumns, 0, columns, 0, givenColumns.length);
    System.arraycopy(wantedColumns, 0, columns, givenColumns.length, wantedColumns.length);
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < model.components(); k++) {
      Cholesky factor =
          new Cholesky(columns.length, Marginal.lower(model.gaussians().covariance(k), columns));
      Marginal.requireRegular(factor.logDeterminant(), k);
      factors.add(factor);
      means.add(marginal.gaussians().mean(k));
      covariances.add(
          new FullCovariance(wantedColumns.length, squared(factor, givenColumns.length)));
    }
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    return new MixtureModel(
        weights,
        with(
            marginal.parameters(),
            new GaussianComponents(marginal.structure(), means, covariances)));
  }

  /** B Bᵀ of the last rows and columns of a factor. */
  private static double[] squared(Cholesky factor, int from) {
    int size = factor.dimensions() - from;
    double[] lower = new double[SecondMoments.FULL.size(size)];
    for (int i = 0, t = 0; i < size; i++) {
      for (int j = 0; j <= i; j++, t++) {
        for (int m = 0; m <= j; m++) {
          lower[t] =
              Math.fma(factor.get(from + i, from + m), factor.get(from + j, from + m), lower[t]);
        }
      }
    }
    return lower;
  }

  /** The same columns, but others for the Gaussian ones. */
  private static Components with(Components all, GaussianComponents gaussian) {
    return switch (all) {
      case GaussianComponents _ -> gaussian;
      case StudentComponents students -> students.with(gaussian);
      case NoisyComponents _ -> throw new IllegalStateException("noise predicts nothing");
      case MixedComponents(var encoding, _, var discrete) ->
          new MixedComponents(encoding, gaussian, discrete);
      case DiscreteComponents discrete -> discrete;
    };
  }

  /** What C_k is multiplied by at these values: 1 for Gaussian components. */
  double stretch(int k, double[] values) {
    double degrees = given.degreesOfFreedom(k);
    if (Double.isInfinite(degrees)) {
      return 1;
    }
    double[] difference = values.clone();
    for (int j = 0; j < difference.length; j++) {
      difference[j] -= given.gaussians().mean(k)[j];
    }
    double length = 0;
    for (double y : given.gaussians().covariance(k).whitened(difference)) {
      length = Math.fma(y, y, length);
    }
    return (degrees + length) / (degrees + values.length);
  }

  /** What a scale is multiplied by to make it a variance; infinite where there is none. */
  double varianceOfScale(int k) {
    double degrees = given.degreesOfFreedom(k) + given.dimensions();
    if (Double.isInfinite(degrees)) {
      return 1;
    }
    return degrees > 2 ? degrees / (degrees - 2) : Double.POSITIVE_INFINITY;
  }

  /** The mixture of the given columns. */
  MixtureModel given() {
    return given;
  }

  /**
   * The mixture of the wanted columns, with conditional covariances, before any values are given.
   */
  MixtureModel wanted() {
    return wanted;
  }

  /** The components at these values of the given columns. */
  Components at(double[] values) {
    Components there =
        wanted.hasGaussians() ? with(wanted.parameters(), gaussian(values)) : wanted.parameters();
    return there.given(given.dimensions());
  }

  private GaussianComponents gaussian(double[] values) {
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < wanted.components(); k++) {
      double[] mean = new double[wanted.gaussians().dimensions()];
      fillMean(k, values, mean);
      means.add(mean);
      covariances.add(stretched(wanted.gaussians().covariance(k), stretch(k, values)));
    }
    return new GaussianComponents(wanted.structure(), means, covariances);
  }

  private static Covariance stretched(Covariance covariance, double factor) {
    if (factor == 1) {
      return covariance;
    }
    double[] scale = new double[covariance.dimensions()];
    Arrays.fill(scale, Math.sqrt(factor));
    return covariance.scaled(scale);
  }

  /** m_k of the Gaussian columns, into the beginning of an array. */
  private void fillMean(int k, double[] values, double[] into) {
    double[] mean = wanted.gaussians().mean(k);
    System.arraycopy(mean, 0, into, 0, mean.length);
    if (factors.isEmpty()) {
      return;
    }
    Cholesky factor = factors.get(k);
    double[] whitened =
        whitened(factor, Marginal.picked(values, gaussianGiven), given.gaussians().mean(k));
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < whitened.length; j++) {
        into[i] = Math.fma(factor.get(whitened.length + i, j), whitened[j], into[i]);
      }
    }
  }

  /** The means of all wanted columns. */
  void fillMeans(int k, double[] values, double[] into) {
    if (wanted.hasGaussians()) {
      fillMean(k, values, into);
    }
    // From behind, so that no Gaussian mean is overwritten before it has found its place.
    for (int j = into.length - 1; j >= 0; j--) {
      into[j] = gaussianWanted[j] < 0 ? discreteWanted[k][j][0] : into[gaussianWanted[j]];
    }
  }

  /** The variance of a wanted column in a component. */
  double variance(int k, int j) {
    int own = gaussianWanted[j];
    return own < 0 ? discreteWanted[k][j][1] : wanted.gaussians().covariance(k).get(own, own);
  }

  /** A⁻¹ (x_a − μ_a), row after row. */
  private static double[] whitened(Cholesky factor, double[] values, double[] mean) {
    double[] y = new double[mean.length];
    for (int i = 0; i < y.length; i++) {
      double rest = values[i] - mean[i];
      for (int j = 0; j < i; j++) {
        rest = Math.fma(-factor.get(i, j), y[j], rest);
      }
      y[i] = rest / factor.get(i, i);
    }
    return y;
  }
}
