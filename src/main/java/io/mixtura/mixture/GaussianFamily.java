package io.mixtura.mixture;

import java.util.ArrayList;
import java.util.List;

/**
 * Gaussian components N(μ_k, Σ_k).
 *
 * @param structure what the covariances may look like
 */
public record GaussianFamily(CovarianceStructure structure) implements ComponentFamily {

  /** Below this effective number of points a component has no parameters of its own any more. */
  private static final double VANISHED = 1e-9;

  @Override
  public Moments moments() {
    return structure.moments();
  }

  @Override
  public long freeParameters(int k, int d) {
    return (long) k * d + structure.freeParameters(k, d);
  }

  /** μ_k = μ_k + Σ r (x−μ_k) / N_k, and Σ_k as the structure says. */
  @Override
  public Maximization maximize(SufficientStatistics statistics, Components current, Rescue rescue) {
    GaussianComponents old = (GaussianComponents) current;
    List<Covariance> estimates = structure.estimate(new Scatter(statistics));
    List<double[]> means = new ArrayList<>();
    List<Covariance> covariances = new ArrayList<>();
    List<Integer> rescued = new ArrayList<>();
    for (int k = 0; k < statistics.components(); k++) {
      boolean vanished = statistics.count(k) < VANISHED;
      means.add(vanished ? old.meanArray(k) : shifted(old.meanArray(k), statistics, k));
      Covariance estimate = vanished && !isShared() ? old.covariance(k) : estimates.get(k);
      int column = rescue.collapsedColumn(estimate);
      if (column < 0) {
        covariances.add(estimate);
      } else if (rescue.isOn()) {
        covariances.add(estimate.plusRidge(rescue.floor()));
        rescued.add(k);
      } else {
        return new Maximization.Collapsed(k, column);
      }
    }
    return new Maximization.Maximized(
        new GaussianComponents(structure, means, covariances), rescued);
  }

  private boolean isShared() {
    return structure == CovarianceStructure.TIED || structure == CovarianceStructure.IDENTITY;
  }

  private static double[] shifted(double[] mean, SufficientStatistics statistics, int k) {
    double[] shifted = mean.clone();
    for (int j = 0; j < shifted.length; j++) {
      shifted[j] += statistics.sums(k)[j] / statistics.count(k);
    }
    return shifted;
  }
}
