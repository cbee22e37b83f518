package io.mixtura.mixture.pass;

import io.mixtura.mixture.kernel.ColumnBlocks;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/**
 * Points that one component has a share in, collected from many tiles until there are enough of
 * them for a pass: what the other points would add to its moments is exactly zero.
 *
 * <p>They are kept one after the other, not dimension-major: few points of each of many components
 * would then lie all over the cache.
 */
final class PendingPoints {
  private final int stride;
  private final double[] rows;
  private final double[] weights = new double[Tile.POINTS];
  private int count;

  PendingPoints(int dimensions) {
    this.stride = ColumnBlocks.stride(dimensions);
    this.rows = new double[stride * Tile.POINTS];
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
    for (int i = 0; i < more; i++) {
      x.lay(points[i], rows, (count + i) * stride);
    }
    addWeights(r, offset, points, more);
  }

  /** The same of a tile of which each point is a row. */
  void add(double[] from, double[] r, int offset, int[] points, int more) {
    for (int i = 0; i < more; i++) {
      System.arraycopy(from, points[i] * stride, rows, (count + i) * stride, stride);
    }
    addWeights(r, offset, points, more);
  }

  private void addWeights(double[] r, int offset, int[] points, int more) {
    for (int i = 0; i < more; i++) {
      weights[count + i] = r[offset + points[i]];
    }
    count += more;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The points, each a row. */
  double[] rows() {
    return rows;
  }

  /** Makes a tile of the points. */
  void lay(Tile tile) {
    tile.setCount(0);
    tile.add(rows, 0, stride, count);
  }

  /** Their weights. */
  double[] weights() {
    return weights;
  }

  /** The number of points, rounded up; lanes beyond weigh nothing. */
  int points() {
    int points = Math.ceilDiv(count, Kernels.LANES) * Kernels.LANES;
    Arrays.fill(weights, count, points, 0);
    return points;
  }

  void clear() {
    count = 0;
  }
}
