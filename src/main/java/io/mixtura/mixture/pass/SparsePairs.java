package io.mixtura.mixture.pass;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/**
 * Pairs of components and points: for each component the points of a tile that it has to do with.
 */
public final class SparsePairs {
  private final int[][] points;
  private final int[] sizes;

  SparsePairs(int components) {
    this.points = new int[components][Tile.POINTS];
    this.sizes = new int[components];
  }

  void clear() {
    Arrays.fill(sizes, 0);
  }

  void add(int k, int point) {
    points[k][sizes[k]++] = point;
  }

  /** How many points each component has by now. */
  int[] sizes() {
    return sizes.clone();
  }

  /** How many points a component has. */
  int size(int k) {
    return sizes[k];
  }

  /** The points of a component: the array itself, of which the first {@link #size} count. */
  int[] points(int k) {
    return points[k];
  }

  /** The sum of a row of values over the points of a component. */
  double sum(int k, double[] values) {
    double sum = 0;
    for (int i = 0; i < sizes[k]; i++) {
      sum += values[k * Tile.POINTS + points[k][i]];
    }
    return sum;
  }

  /** A row of values, with 0 where a component has no points. */
  double[] row(int k, double[] values) {
    double[] row = new double[Tile.POINTS];
    for (int i = 0; i < sizes[k]; i++) {
      row[points[k][i]] = values[k * Tile.POINTS + points[k][i]];
    }
    return row;
  }

  /** As {@link Kernels#normalize} on these pairs alone. */
  public void normalize(
      Kernels kernels, double[] values, int count, double[] logSum, double[] logLargest) {
    kernels.normalizeSome(values, points, sizes, count, logSum, logLargest);
  }
}
