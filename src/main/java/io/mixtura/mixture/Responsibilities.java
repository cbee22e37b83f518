package io.mixtura.mixture;

import io.mixtura.mixture.observations.Tile;

/**
 * The posterior of the points of one tile: the probability r_ik that component k generated point i.
 * Made only when asked for; a fit never holds an n × k matrix.
 */
public final class Responsibilities {
  private final int components;
  final double[] values;
  final double[] logDensities = new double[Tile.POINTS];
  final double[] logLargest = new double[Tile.POINTS];

  /** Room for the points of one tile. */
  public Responsibilities(int components) {
    this.components = components;
    this.values = new double[components * Tile.POINTS];
  }

  /** Number of components k. */
  public int components() {
    return components;
  }

  /** r_ik, from 0 to 1; the sum over the components is 1. */
  public double get(int point, int component) {
    return values[component * Tile.POINTS + point];
  }

  /** log p(x_i), the logarithm of the mixture's density; NaN for k-means, which has none. */
  public double logDensity(int point) {
    return logDensities[point];
  }

  /** The component with the largest responsibility, the first of equals. */
  public int mostProbable(int point) {
    int best = 0;
    for (int k = 1; k < components; k++) {
      if (get(point, k) > get(point, best)) {
        best = k;
      }
    }
    return best;
  }
}
