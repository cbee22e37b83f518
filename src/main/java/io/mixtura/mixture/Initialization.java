package io.mixtura.mixture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a start θ⁰ is chosen. */
public sealed interface Initialization {

  /** Whether another start would be a different one; if not, there is only one. */
  default boolean isRandom() {
    return switch (this) {
      case KMeans _, RandomPoints _ -> true;
      case Partition _, Parameters _ -> false;
    };
  }

  /** k-means++ followed by k-means, whose clusters become the components. */
  record KMeans() implements Initialization {}

  /** Means at k points drawn at random, equal weights, every covariance that of the data. */
  record RandomPoints() implements Initialization {}

  /**
   * A given partition.
   *
   * @param labels the component of each point, from 0 to k − 1, each at least once
   */
  record Partition(List<Integer> labels) implements Initialization {}

  /**
   * Given parameters, in the data's units: a warm start.
   *
   * @param weights k values; null for equal ones
   * @param means k × d
   * @param covariances k × d × d; null for the covariance of the data
   */
  record Parameters(
      @Nullable List<Double> weights,
      List<List<Double>> means,
      @Nullable List<List<List<Double>>> covariances)
      implements Initialization {}
}
