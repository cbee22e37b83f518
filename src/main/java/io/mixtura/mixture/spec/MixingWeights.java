package io.mixtura.mixture.spec;

import io.mixtura.mixture.covariance.GivenNumbers;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;
import java.util.List;

/** The rule that gives the mixing weights π. */
public sealed interface MixingWeights {

  /** Whether the data decide them. */
  default boolean areLearned() {
    return false;
  }

  /** The weights after an M step. */
  double[] estimate(SufficientStatistics statistics);

  /** The weights to start from. */
  double[] initial(int components);

  /** Free parameters of k weights. */
  int freeParameters(int components);

  /** π_k = N_k / n. */
  record Learned() implements MixingWeights {
    @Override
    public boolean areLearned() {
      return true;
    }

    @Override
    public double[] estimate(SufficientStatistics statistics) {
      double[] weights = new double[statistics.components()];
      double total = 0;
      for (int k = 0; k < weights.length; k++) {
        total += statistics.count(k);
      }
      // Noise may have taken every point: then nothing tells the clusters' shares of what is left.
      if (total == 0) {
        return initial(weights.length);
      }
      for (int k = 0; k < weights.length; k++) {
        weights[k] = statistics.count(k) / total;
      }
      return weights;
    }

    @Override
    public double[] initial(int components) {
      return new Equal().initial(components);
    }

    @Override
    public int freeParameters(int components) {
      return components - 1;
    }
  }

  /** π_k = 1/k throughout. */
  record Equal() implements MixingWeights {
    @Override
    public double[] estimate(SufficientStatistics statistics) {
      return initial(statistics.components());
    }

    @Override
    public double[] initial(int components) {
      double[] weights = new double[components];
      Arrays.fill(weights, 1.0 / components);
      return weights;
    }

    @Override
    public int freeParameters(int components) {
      return 0;
    }
  }

  /**
   * Given weights throughout.
   *
   * @param weights one for each component, positive, that sum to 1
   */
  record Fixed(List<Double> weights) implements MixingWeights {
    @Override
    public double[] estimate(SufficientStatistics statistics) {
      return initial(statistics.components());
    }

    @Override
    public double[] initial(int components) {
      double[] given = weights.stream().mapToDouble(Double::doubleValue).toArray();
      return GivenNumbers.weights(given);
    }

    @Override
    public int freeParameters(int components) {
      return 0;
    }
  }
}
