package io.mixtura.mixture.start;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.observations.WeightedDraws;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Means that lie apart: each is a point drawn with a probability proportional to its squared
 * distance from the nearest mean so far, times its weight if it has one.
 *
 * <p>D. Arthur, S. Vassilvitskii: k-means++: the advantages of careful seeding. SODA 2007,
 * 1027–1035.
 */
final class KMeansPlusPlus {
  private final Observations observations;
  private final Kernels kernels;
  private final RandomGenerator random;
  private final WeightedDraws draws;
  private final Tile tile;
  private final double[] logDensities = new double[Tile.POINTS];

  /** Squared distances times weights. */
  private final double[] nearest;

  KMeansPlusPlus(Observations observations, Kernels kernels, RandomGenerator random) {
    this.observations = observations;
    this.kernels = kernels;
    this.random = random;
    this.draws = new WeightedDraws(observations);
    this.tile = new Tile(observations.dimensions());
    this.nearest = new double[observations.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
  }

  double[][] means(int count) {
    double[][] means = new double[count][];
    means[0] = observations.point(draws.draw(random));
    for (int k = 1; k < count; k++) {
      double total = lowerDistances(means[k - 1]);
      means[k] = observations.point(total > 0 ? draw(total) : draws.draw(random));
    }
    return means;
  }

  /** Takes a new mean into account; returns the sum of the weighted distances. */
  private double lowerDistances(double[] mean) {
    double total = 0;
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      kernels.logDensitiesSpherical(
          tile.values(), tile.panels(), mean, 1, observations.dimensions(), 0, logDensities, 0);
      int first = index * Tile.POINTS;
      for (int p = 0; p < tile.count(); p++) {
        double distance = -2 * logDensities[p] * tile.weight(p);
        nearest[first + p] = Math.min(nearest[first + p], distance);
        total += nearest[first + p];
      }
    }
    return total;
  }

  private int draw(double total) {
    double target = random.nextDouble() * total;
    int chosen = 0;
    for (int i = 0; i < nearest.length; i++) {
      if (nearest[i] > 0) {
        chosen = i;
        target -= nearest[i];
        if (target < 0) {
          break;
        }
      }
    }
    return chosen;
  }
}
