package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/**
 * The weight π₀ of the noise, which is estimated wherever the other weights come from: those are
 * shares of the rest, learned, equal or given.
 */
public final class NoiseWeight {
  /** Enough for outliers to be found by, and little enough to leave clusters alone. */
  private static final double FIRST = 0.05;

  private NoiseWeight() {}

  /** After an M step: π₀ = N₀ / n, which with (1−π₀) π_k for the others maximizes Q. */
  static double[] estimate(MixingWeights others, SufficientStatistics statistics) {
    return shared(others.estimate(clusters(statistics)), share(statistics));
  }

  /** To start with: of points that have all been given to the others, noise is some. */
  static double[] start(MixingWeights others, SufficientStatistics statistics) {
    return shared(others.estimate(clusters(statistics)), Math.max(FIRST, share(statistics)));
  }

  /** To start with, where the others' shares are given. */
  public static double[] start(double[] others) {
    return shared(others, FIRST);
  }

  /**
   * A model found on some points, to go on with on more of them: where none of those was noise, one
   * of these may be, and a weight of nothing would never find it.
   *
   * @param size of the points to go on with
   */
  public static MixtureModel onMore(MixtureModel model, double size) {
    int noise = model.components() - 1;
    if (!model.hasNoise() || model.weight(noise) >= 1 / size) {
      return model;
    }
    double[] weights = new double[noise];
    Arrays.setAll(weights, k -> model.weight(k) / (1 - model.weight(noise)));
    return new MixtureModel(shared(weights, 1 / size), model.parameters());
  }

  private static SufficientStatistics clusters(SufficientStatistics statistics) {
    return statistics.first(statistics.components() - 1);
  }

  private static double share(SufficientStatistics statistics) {
    double total = 0;
    for (int k = 0; k < statistics.components(); k++) {
      total += statistics.count(k);
    }
    return statistics.count(statistics.components() - 1) / total;
  }

  private static double[] shared(double[] others, double noise) {
    double[] weights = Arrays.copyOf(others, others.length + 1);
    for (int k = 0; k < others.length; k++) {
      weights[k] *= 1 - noise;
    }
    weights[others.length] = noise;
    return weights;
  }
}
