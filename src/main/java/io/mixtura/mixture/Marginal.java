package io.mixtura.mixture;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.encoding.ColumnFamily;
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
 * The distribution of some columns of a mixture, whatever the others: p(x_a) = Σ_k π_k N(x_a |
 * μ_k,a, Σ_k,aa), a mixture with the same weights. Of t components they are t components again,
 * with the same degrees of freedom; noise is noise again, in fewer columns. Columns that are not
 * Gaussian keep what they are.
 */
public final class Marginal {
  private Marginal() {}

  /**
   * The mixture of some columns.
   *
   * @param columns numbers of the columns, none of them twice; the result has them in this order
   * @throws IllegalArgumentException if rounding leaves a covariance singular in these columns
   */
  public static MixtureModel of(MixtureModel model, int... columns) {
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    List<ColumnFamily> families =
        Arrays.stream(columns).mapToObj(column -> model.columns().get(column)).toList();
    Encoding encoding = new Encoding(families);
    if (encoding.numeric() == 0) {
      return new MixtureModel(weights, discrete(model, encoding, columns));
    }
    GaussianComponents gaussian =
        gaussian(model.gaussians(), numbers(model, picked(columns, encoding.gaussianColumns())));
    return new MixtureModel(
        weights,
        encoding.isIdentity()
            ? withTails(model.parameters(), gaussian, columns)
            : new MixedComponents(encoding, gaussian, discrete(model, encoding, columns)));
  }

  /** Of Gaussian columns the numbers that they have among these. */
  static int[] numbers(MixtureModel model, int[] columns) {
    return Arrays.stream(columns).map(model.encoding()::first).toArray();
  }

  private static GaussianComponents gaussian(GaussianComponents all, int[] columns) {
    boolean isFull = all.structure().moments() == SecondMoments.FULL;
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < all.count(); k++) {
      means.add(picked(all.mean(k), columns));
      Covariance covariance = all.covariance(k);
      covariances.add(isFull ? full(covariance, columns, k) : diagonal(covariance, columns));
    }
    return new GaussianComponents(structure(isFull), means, covariances);
  }

  /** With the tails and the noise that all columns have. */
  private static Components withTails(Components all, GaussianComponents gaussian, int[] columns) {
    return switch (all) {
      case GaussianComponents _, MixedComponents _ -> gaussian;
      case StudentComponents students -> students.with(gaussian);
      case NoisyComponents noisy ->
          new NoisyComponents(
              withTails(noisy.inner(), gaussian, columns), noisy.noise().of(columns));
      case DiscreteComponents _ -> throw new IllegalArgumentException("no column is Gaussian");
    };
  }

  private static DiscreteComponents discrete(MixtureModel model, Encoding encoding, int[] columns) {
    List<double[]> means = new ArrayList<>();
    for (int k = 0; k < model.components(); k++) {
      int component = k;
      means.add(
          encoding.discrete().stream()
              .flatMapToDouble(
                  block -> Arrays.stream(model.distribution(component, columns[block.column()])))
              .toArray());
    }
    return new DiscreteComponents(encoding, means);
  }

  static int[] picked(int[] values, int[] places) {
    return Arrays.stream(places).map(place -> values[place]).toArray();
  }

  /** What ties a structure's components together need not tie parts of them; these two are safe. */
  static CovarianceStructure structure(boolean isFull) {
    return isFull ? CovarianceStructure.FULL : CovarianceStructure.DIAGONAL;
  }

  static double[] picked(double[] values, int[] columns) {
    double[] picked = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      picked[i] = values[columns[i]];
    }
    return picked;
  }

  private static Covariance full(Covariance covariance, int[] columns, int k) {
    Covariance part = new FullCovariance(columns.length, lower(covariance, columns));
    requireRegular(part.logDeterminant(), k);
    return part;
  }

  static void requireRegular(double logDeterminant, int k) {
    if (!Double.isFinite(logDeterminant)) {
      throw new IllegalArgumentException(
          "the covariance of component %s is singular to rounding in these columns: one of them follows from the others; leave it out"
              .formatted(k));
    }
  }

  /** The rows of the lower triangle of some rows and columns of a matrix. */
  static double[] lower(Covariance covariance, int[] columns) {
    double[] lower = new double[SecondMoments.FULL.size(columns.length)];
    for (int i = 0, t = 0; i < columns.length; i++) {
      for (int j = 0; j <= i; j++, t++) {
        lower[t] = covariance.get(columns[i], columns[j]);
      }
    }
    return lower;
  }

  private static Covariance diagonal(Covariance covariance, int[] columns) {
    double[] variances = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      variances[i] = covariance.get(columns[i], columns[i]);
    }
    return new DiagonalCovariance(variances);
  }
}
