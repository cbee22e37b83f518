package io.mixtura.mixture;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The second moments of each component's points about the component's new mean, from statistics
 * that were gathered about the old one: Σ r (x−μ')(x−μ')ᵀ = Σ r (x−μ)(x−μ)ᵀ − N δδᵀ with δ = μ' −
 * μ.
 */
public final class Scatter {
  private static final int MANY_DIMENSIONS = 64;

  private final int dimensions;
  private final double[] counts;
  private final double[][] centred;

  private Scatter(int dimensions, double[] counts, double[][] centred) {
    this.dimensions = dimensions;
    this.counts = counts;
    this.centred = centred;
  }

  static Scatter of(SufficientStatistics statistics) {
    int components = statistics.components();
    double[] counts = new double[components];
    double[][] centred = new double[components][];
    for (int k = 0; k < components; k++) {
      counts[k] = statistics.count(k);
      centred[k] = centred(statistics, k);
    }
    return new Scatter(statistics.dimensions(), counts, centred);
  }

  private static double[] centred(SufficientStatistics statistics, int k) {
    double[] second = statistics.second(k).clone();
    double[] sums = statistics.sums(k);
    double count = statistics.count(k);
    if (count > 0) {
      switch (statistics.moments()) {
        case NONE -> {}
        case DIAGONAL -> {
          for (int j = 0; j < second.length; j++) {
            second[j] -= sums[j] * sums[j] / count;
          }
        }
        case FULL -> {
          for (int i = 0, t = 0; i < sums.length; i++) {
            for (int j = 0; j <= i; j++, t++) {
              second[t] -= sums[i] * sums[j] / count;
            }
          }
        }
      }
    }
    return second;
  }

  int dimensions() {
    return dimensions;
  }

  /** The scatter within all components together, as that of a single one. */
  Scatter pooled() {
    double[] sum = centred[0].clone();
    double total = counts[0];
    for (int k = 1; k < counts.length; k++) {
      for (int t = 0; t < sum.length; t++) {
        sum[t] += centred[k][t];
      }
      total += counts[k];
    }
    return new Scatter(dimensions, new double[] {total}, new double[][] {sum});
  }

  /** One covariance for each component, several at a time where each takes long to decompose. */
  List<Covariance> perComponent(IntFunction<Covariance> estimate) {
    IntStream components = IntStream.range(0, counts.length);
    return (dimensions < MANY_DIMENSIONS ? components : components.parallel())
        .mapToObj(estimate)
        .toList();
  }

  /** Second moments of one component per unit of its weight, as {@link Moments} lays them out. */
  double[] covariance(int k) {
    double[] covariance = centred[k].clone();
    for (int t = 0; t < covariance.length; t++) {
      covariance[t] /= counts[k];
    }
    return covariance;
  }
}
