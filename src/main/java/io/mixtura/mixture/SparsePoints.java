package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;

/**
 * The few points of a tile that a component has to do with, side by side in a tile of their own.
 */
final class SparsePoints {
  /** With more points than this, picking them out costs more than it saves. */
  private static final int MOST = Tile.POINTS / 2;

  private final int dimensions;
  private final Kernels kernels;
  private final int[] chosen = new int[Tile.POINTS];
  private final double[] values;
  private int count;

  SparsePoints(int dimensions, Kernels kernels) {
    this.dimensions = dimensions;
    this.kernels = kernels;
    this.values = new double[dimensions * Tile.POINTS];
  }

  /** Chooses the points whose value lies above their floor, and returns how many there are. */
  int choose(double[] from, int offset, int points, double[] floors) {
    count = kernels.select(from, offset, points, floors, chosen);
    return count;
  }

  /** Whether so many are chosen that the whole tile is cheaper. */
  boolean isMany() {
    return count > MOST;
  }

  /** Copies the chosen points; what stands in the lanes beyond is of no meaning. */
  void pick(Tile x) {
    double[] all = x.values();
    for (int row = 0; row < dimensions * Tile.POINTS; row += Tile.POINTS) {
      for (int i = 0; i < count; i++) {
        values[row + i] = all[row + chosen[i]];
      }
    }
  }

  /** Puts a value for each chosen point where it belongs. */
  void putBack(double[] found, double[] into, int offset) {
    for (int i = 0; i < count; i++) {
      into[offset + chosen[i]] = found[i];
    }
  }

  /** Puts the same value for each chosen point. */
  void mark(double[] into, int offset, double value) {
    for (int i = 0; i < count; i++) {
      into[offset + chosen[i]] = value;
    }
  }

  /** The chosen points' coordinates, a tile. */
  double[] values() {
    return values;
  }

  /** The number of chosen points, rounded up. */
  int upTo(int multiple) {
    return Math.ceilDiv(count, multiple) * multiple;
  }
}
