package io.mixtura.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The second moments of each component's points about the component's new mean, from statistics
 * that were gathered about the old one: Σ r (x−μ')(x−μ')ᵀ = Σ r (x−μ)(x−μ)ᵀ − N δδᵀ with δ = μ' −
 * μ.
 */
public final class Scatter {
  private final SufficientStatistics statistics;

  Scatter(SufficientStatistics statistics) {
    this.statistics = statistics;
  }

  int dimensions() {
    return statistics.dimensions();
  }

  /** One covariance for each component. */
  List<Covariance> perComponent(IntFunction<Covariance> estimate) {
    List<Covariance> covariances = new ArrayList<>();
    for (int k = 0; k < statistics.components(); k++) {
      covariances.add(estimate.apply(k));
    }
    return covariances;
  }

  /** Second moments of one component per unit of its weight, as {@link Moments} lays them out. */
  double[] covariance(int k) {
    double[] centred = centred(k);
    double count = statistics.count(k);
    for (int t = 0; t < centred.length; t++) {
      centred[t] /= count;
    }
    return centred;
  }

  /** Second moments within all components together, per point. */
  double[] pooled() {
    double[] pooled = centred(0);
    double total = statistics.count(0);
    for (int k = 1; k < statistics.components(); k++) {
      double[] centred = centred(k);
      for (int t = 0; t < pooled.length; t++) {
        pooled[t] += centred[t];
      }
      total += statistics.count(k);
    }
    for (int t = 0; t < pooled.length; t++) {
      pooled[t] /= total;
    }
    return pooled;
  }

  private double[] centred(int k) {
    double[] second = statistics.second(k).clone();
    double[] sums = statistics.sums(k);
    double count = statistics.count(k);
    if (count == 0) {
      return second;
    }
    switch (statistics.moments()) {
      case NONE -> {}
      case DIAGONAL -> {
        for (int j = 0; j < second.length; j++) {
          second[j] = Math.max(0, second[j] - sums[j] * sums[j] / count);
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
    return second;
  }
}
