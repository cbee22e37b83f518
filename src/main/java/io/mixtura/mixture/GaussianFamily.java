package io.mixtura.mixture;

import java.util.ArrayList;
import java.util.Collections;
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

  @Override
  public int fewestPoints(int d) {
    return structure == CovarianceStructure.FULL ? d + 1 : isShared() ? 1 : 2;
  }

  private boolean isShared() {
    return structure == CovarianceStructure.TIED || structure == CovarianceStructure.IDENTITY;
  }

  /** μ_k = μ_k + Σ r (x−μ_k) / N_k, and Σ_k as the structure says. */
  @Override
  public Maximization<Components> maximize(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    GaussianComponents old = (GaussianComponents) current;
    List<Covariance> estimates = estimates(Scatter.of(statistics), rescue);
    for (int k = 0; k < estimates.size(); k++) {
      if (hasVanished(statistics, k) && !isShared()) {
        estimates.set(k, old.covariance(k));
      }
    }
    return withFloor(means(statistics, old), estimates, rescue);
  }

  @Override
  public Maximization<Components> start(
      SufficientStatistics statistics, Components current, Rescue rescue) {
    Scatter scatter = Scatter.of(statistics);
    Covariance pooled = estimates(scatter.pooled(), rescue).getFirst();
    List<Covariance> estimates = estimates(scatter, rescue);
    for (int k = 0; k < estimates.size(); k++) {
      if (statistics.count(k) < fewestPoints(statistics.dimensions())
          || collapsedColumn(estimates.get(k), rescue) >= 0) {
        estimates.set(k, pooled);
      }
    }
    return withFloor(means(statistics, (GaussianComponents) current), estimates, rescue);
  }

  /** What the structure makes of the scatter, settled where it has a variance for each column. */
  List<Covariance> estimates(Scatter scatter, Rescue rescue) {
    List<Covariance> estimates = new ArrayList<>(structure.estimate(scatter));
    switch (structure) {
      case CovarianceStructure.Full _, CovarianceStructure.Diagonal _ ->
          estimates.replaceAll(rescue::settled);
      case CovarianceStructure.Tied _ ->
          Collections.fill(estimates, rescue.settled(estimates.getFirst()));
      case CovarianceStructure.Spherical _, CovarianceStructure.Identity _ -> {}
    }
    return estimates;
  }

  private Maximization<Components> withFloor(
      List<double[]> means, List<Covariance> estimates, Rescue rescue) {
    List<Covariance> covariances = new ArrayList<>();
    List<Integer> rescued = new ArrayList<>();
    for (Covariance estimate : estimates) {
      int column = collapsedColumn(estimate, rescue);
      if (column < 0) {
        covariances.add(estimate);
        continue;
      }
      Covariance raised = rescue.rescued(estimate);
      if (collapsedColumn(raised, rescue) >= 0) {
        return new Maximization.Collapsed<>(covariances.size(), column);
      }
      rescued.add(covariances.size());
      covariances.add(raised);
    }
    return new Maximization.Maximized<>(
        new GaussianComponents(structure, means, covariances), rescued);
  }

  /** A covariance that is not estimated cannot collapse, however small it is against the data. */
  int collapsedColumn(Covariance covariance, Rescue rescue) {
    return structure == CovarianceStructure.IDENTITY ? -1 : rescue.collapsedColumn(covariance);
  }

  private static List<double[]> means(SufficientStatistics statistics, GaussianComponents old) {
    List<double[]> means = new ArrayList<>();
    for (int k = 0; k < statistics.components(); k++) {
      double[] mean = old.meanArray(k).clone();
      if (!hasVanished(statistics, k)) {
        for (int j = 0; j < mean.length; j++) {
          mean[j] += statistics.sums(k)[j] / statistics.count(k);
        }
      }
      means.add(mean);
    }
    return means;
  }

  private static boolean hasVanished(SufficientStatistics statistics, int k) {
    return statistics.count(k) < VANISHED;
  }
}
