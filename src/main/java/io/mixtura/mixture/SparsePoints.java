package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/**
 * The few points of a tile that a component has any share in, side by side: what the others would
 * add to its moments is exactly zero.
 */
final class SparsePoints {
  /** Below this effective number of points in a tile it is worth looking for zeros. */
  static final double FEW = Tile.POINTS / 4.0;

  /** With more points than this, picking them out costs more than it saves. */
  private static final int MOST = Tile.POINTS / 2;

  private final int dimensions;
  private final int[] chosen = new int[Tile.POINTS];
  private final double[] values;
  private final double[] weights = new double[Tile.POINTS];
  private int panels;

  SparsePoints(int dimensions) {
    this.dimensions = dimensions;
    this.values = new double[dimensions * Tile.POINTS];
  }

  /**
   * Picks the points with a positive weight, unless they are many.
   *
   * @return whether they were picked
   */
  boolean take(Tile x, double[] r, int offset) {
    int count = 0;
    for (int p = 0; p < Tile.POINTS; p++) {
      chosen[count] = p;
      count += r[offset + p] > 0 ? 1 : 0;
    }
    if (count > MOST) {
      return false;
    }
    panels = Math.ceilDiv(count, Kernels.PANEL) * Kernels.PANEL;
    for (int i = 0; i < count; i++) {
      weights[i] = r[offset + chosen[i]];
    }
    Arrays.fill(weights, count, panels, 0);
    pick(x.values(), count);
    return true;
  }

  /** What stands in the lanes beyond is of no weight. */
  private void pick(double[] x, int count) {
    for (int row = 0; row < dimensions * Tile.POINTS; row += Tile.POINTS) {
      for (int i = 0; i < count; i++) {
        values[row + i] = x[row + chosen[i]];
      }
    }
  }

  /** Their coordinates, a tile. */
  double[] values() {
    return values;
  }

  /** Their number, rounded up to whole panels; the lanes beyond have weight 0. */
  int panels() {
    return panels;
  }

  /** Their weights. */
  double[] weights() {
    return weights;
  }
}
