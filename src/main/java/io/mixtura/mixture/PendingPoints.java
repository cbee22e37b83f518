package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/**
 * Points that one component has a share in, collected from many tiles until there are enough of
 * them for a pass: what the other points would add to its moments is exactly zero.
 */
final class PendingPoints {
  private final double[] values;
  private final double[] weights = new double[Tile.POINTS];
  private int count;

  PendingPoints(int dimensions) {
    this.values = new double[dimensions * Tile.POINTS];
  }

  /** Whether so many more points fit; when it is empty, all of a tile do. */
  boolean hasRoomFor(int more) {
    return count + more <= Tile.POINTS;
  }

  /**
   * Adds points of a tile, for which there is room.
   *
   * @param points their numbers, of which the first {@code more} count
   */
  void add(Tile x, double[] r, int offset, int[] points, int more) {
    x.pick(points, 0, more, values, count);
    for (int i = 0; i < more; i++) {
      weights[count + i] = r[offset + points[i]];
    }
    count += more;
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
