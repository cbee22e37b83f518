package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The second moments of each component's points about the component's new mean, from statistics
 * that were gathered about the old one: Σ r (x−μ')(x−μ')ᵀ = Σ r (x−μ)(x−μ)ᵀ − N δδᵀ with δ = μ' − μ
 * and N the mass, which is the number of points unless otherwise said.
 */
public final class Scatter {
  private static final int MANY_DIMENSIONS = 64;

  /** So little that it weighs nothing, and a power of two, so that nothing is rounded by it. */
  private static final double NEXT_TO_NOTHING = 0x1p-30;

  private final int dimensions;
  private final SecondMoments moments;
  private final double[] counts;
  private final double[][] centred;

  private Scatter(int dimensions, SecondMoments moments, double[] counts, double[][] centred) {
    this.dimensions = dimensions;
    this.moments = moments;
    this.counts = counts;
    this.centred = centred;
  }

  public static Scatter of(SufficientStatistics statistics) {
    int components = statistics.components();
    double[] counts = new double[components];
    double[][] centred = new double[components][];
    for (int k = 0; k < components; k++) {
      counts[k] = statistics.count(k);
      centred[k] = centred(statistics, k);
    }
    return new Scatter(statistics.form().numeric(), statistics.moments(), counts, centred);
  }

  /** Of components with these covariances, all of weight 1. */
  public static Scatter of(List<Covariance> covariances) {
    Covariance first = covariances.getFirst();
    return new Scatter(
        first.dimensions(),
        first instanceof FullCovariance ? SecondMoments.FULL : SecondMoments.DIAGONAL,
        Volumes.ones(covariances.size()),
        covariances.stream().map(Covariance::parameters).toArray(double[][]::new));
  }

  private static double[] centred(SufficientStatistics statistics, int k) {
    double[] second = statistics.second(k).clone();
    double[] sums = statistics.sums(k);
    double mass = statistics.mass(k);
    if (mass > 0) {
      switch (statistics.moments()) {
        case NONE -> {}
        case DIAGONAL -> {
          for (int j = 0; j < second.length; j++) {
            second[j] -= sums[j] * sums[j] / mass;
          }
        }
        case FULL -> {
          for (int i = 0, t = 0; i < statistics.form().numeric(); i++) {
            for (int j = 0; j <= i; j++, t++) {
              second[t] -= sums[i] * sums[j] / mass;
            }
          }
        }
      }
    }
    return second;
  }

  /** Whether no component has a negative variance, as an extrapolation may have. */
  public boolean isOfPoints() {
    for (double[] sums : centred) {
      for (int j = 0; j < dimensions && moments != SecondMoments.NONE; j++) {
        if (!(sums[moments.diagonal(j)] >= 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The same sums, taken to be of so many points each. */
  public Scatter counting(double[] newCounts) {
    return new Scatter(dimensions, moments, newCounts, centred);
  }

  public int dimensions() {
    return dimensions;
  }

  public int components() {
    return counts.length;
  }

  /** The weight of each component: the array itself. */
  double[] counts() {
    return counts;
  }

  /** Second moments of one component, as {@link SecondMoments} lays them out: the array itself. */
  double[] sums(int k) {
    return centred[k];
  }

  /** The scatter within all components together, as that of a single one. */
  public Scatter pooled() {
    double[] sum = centred[0].clone();
    double total = counts[0];
    for (int k = 1; k < counts.length; k++) {
      for (int t = 0; t < sum.length; t++) {
        sum[t] += centred[k][t];
      }
      total += counts[k];
    }
    return new Scatter(dimensions, moments, new double[] {total}, new double[][] {sum});
  }

  /** As if some components had next to no points, and these with a given spread. */
  public Scatter with(BitSet components, IntFunction<double[]> covariance) {
    double[] newCounts = counts.clone();
    double[][] newCentred = centred.clone();
    components.stream()
        .forEach(k -> {
          newCounts[k] = NEXT_TO_NOTHING;
          newCentred[k] = covariance.apply(k).clone();
          for (int t = 0; t < newCentred[k].length; t++) {
            newCentred[k][t] *= NEXT_TO_NOTHING;
          }
        });
    return new Scatter(dimensions, moments, newCounts, newCentred);
  }

  /** With something added to the variances of the columns of some components. */
  public Scatter plus(BitSet components, double[] variances) {
    double[][] newCentred = centred.clone();
    components.stream()
        .forEach(k -> {
          newCentred[k] = centred[k].clone();
          for (int j = 0; j < dimensions && moments != SecondMoments.NONE; j++) {
            newCentred[k][moments.diagonal(j)] += counts[k] * variances[j];
          }
        });
    return new Scatter(dimensions, moments, counts, newCentred);
  }

  /** Something for each component, several at a time where each takes long to decompose. */
  <T> List<T> perComponent(IntFunction<T> estimate) {
    if (dimensions >= MANY_DIMENSIONS) {
      return IntStream.range(0, counts.length).parallel().mapToObj(estimate).toList();
    }
    List<T> all = new ArrayList<>(counts.length);
    for (int k = 0; k < counts.length; k++) {
      all.add(estimate.apply(k));
    }
    return Collections.unmodifiableList(all);
  }

  /**
   * Second moments of one component per unit of its weight, as {@link SecondMoments} lays them out.
   */
  public double[] covariance(int k) {
    double[] covariance = centred[k].clone();
    for (int t = 0; t < covariance.length; t++) {
      covariance[t] /= counts[k];
    }
    return covariance;
  }
}
