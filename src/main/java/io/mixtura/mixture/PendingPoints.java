package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/**
 * Points that one component has a share in, collected from many tiles until there are enough of
 * them for a pass: what the other points would add to its moments is exactly zero.
 */
final class PendingPoints {
  private static final double[] ZEROS = new double[Tile.POINTS];

  private final int dimensions;
  private final double[] values;
  private final double[] weights = new double[Tile.POINTS];
  private int count;

  PendingPoints(int dimensions) {
    this.dimensions = dimensions;
    this.values = new double[dimensions * Tile.POINTS];
  }

  /**
   * Adds the points of a tile that have a positive weight.
   *
   * @param chosen scratch of {@value Tile#POINTS} values
   * @return false when there is no room for them; then none is added
   */
  boolean add(Kernels kernels, Tile x, double[] r, int offset, int[] chosen) {
    int more = kernels.select(r, offset, x.panels(), ZEROS, chosen);
    if (count + more > Tile.POINTS) {
      return false;
    }
    double[] all = x.values();
    for (int row = 0; row < dimensions * Tile.POINTS; row += Tile.POINTS) {
      for (int i = 0; i < more; i++) {
        values[row + count + i] = all[row + chosen[i]];
      }
    }
    for (int i = 0; i < more; i++) {
      weights[count + i] = r[offset + chosen[i]];
    }
    count += more;
    return true;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The points, a tile. */
  double[] values() {
    return values;
  }

  /** Their weights. */
  double[] weights() {
    return weights;
  }

  /** The number of points, rounded up; lanes beyond are made to weigh nothing. */
  int points() {
    int points = Math.ceilDiv(count, Kernels.LANES) * Kernels.LANES;
    Arrays.fill(weights, count, points, 0);
    return points;
  }

  void clear() {
    count = 0;
  }
}
