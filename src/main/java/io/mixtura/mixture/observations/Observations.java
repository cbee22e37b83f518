package io.mixtura.mixture.observations;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * n observed points in d dimensions, read tile by tile.
 *
 * <p>The points stay where their store keeps them (a mapped file, or arrays of bytes); a pass
 * copies one tile at a time into a scratch {@link Tile}, which costs one load per value and leaves
 * room for views such as a choice of columns or standardized units.
 */
public interface Observations {

  /**
   * The largest size of a coordinate that is accepted anywhere: beyond it squared distances and
   * their sums come too close to the end of the range of doubles.
   */
  double LARGEST = 1e100;

  /** Little-endian doubles without alignment: the stored form of a coordinate. */
  ValueLayout.OfDouble STORED =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Number of points n. */
  int size();

  /** Number of dimensions d. */
  int dimensions();

  /** Whether the points have sample weights; else each weighs 1. */
  default boolean isWeighted() {
    return false;
  }

  /** Whether it is told of some points which component they belong to. */
  default boolean isLabelled() {
    return false;
  }

  /**
   * Whether values may be missing, which are then NaN: a fit decides by it how it goes about its
   * passes.
   */
  default boolean isIncomplete() {
    return false;
  }

  /**
   * Copies a tile, with the weights and labels of its points if they have any.
   *
   * @param index from 0 to {@link #tiles()} − 1
   * @param into a tile of the same dimensions; it is overwritten
   */
  void read(int index, Tile into);

  /** Number of tiles: n / {@value Tile#POINTS}, rounded up. */
  default int tiles() {
    return Math.ceilDiv(size(), Tile.POINTS);
  }

  /** The coordinates of one point. */
  default double[] point(int index) {
    Tile tile = new Tile(dimensions());
    read(index / Tile.POINTS, tile);
    double[] point = new double[dimensions()];
    for (int j = 0; j < point.length; j++) {
      point[j] = tile.get(index % Tile.POINTS, j);
    }
    return point;
  }

  /** Points in a tile: {@value Tile#POINTS}, fewer in the last. */
  default int pointsIn(int tile) {
    return Math.min(Tile.POINTS, size() - tile * Tile.POINTS);
  }

  /**
   * Points as their store holds them: whole tiles, each of d × {@value Tile#POINTS} doubles,
   * dimension-major, little-endian, the last one padded with zeros.
   *
   * @param size number of points n
   * @param dimensions number of dimensions d
   * @param blocks the tiles in order; every block but the last holds {@code tilesPerBlock} of them
   * @param tilesPerBlock tiles in a block
   */
  static Observations stored(
      int size, int dimensions, List<MemorySegment> blocks, int tilesPerBlock) {
    return new StoredObservations(size, dimensions, List.copyOf(blocks), tilesPerBlock);
  }

  /** Points from rows of coordinates, all of one length, NaN for none; for small data and tests. */
  static Observations of(double[][] rows) {
    int dimensions = rows.length == 0 ? 0 : rows[0].length;
    byte[] bytes =
        new byte[Math.ceilDiv(rows.length, Tile.POINTS) * Tile.POINTS * dimensions * Double.BYTES];
    MemorySegment block = MemorySegment.ofArray(bytes);
    for (int i = 0; i < rows.length; i++) {
      long tile = (long) (i / Tile.POINTS) * dimensions;
      for (int j = 0; j < dimensions; j++) {
        block.setAtIndex(STORED, (tile + j) * Tile.POINTS + i % Tile.POINTS, rows[i][j]);
      }
    }
    int tiles = Math.max(1, Math.ceilDiv(rows.length, Tile.POINTS));
    Observations stored = stored(rows.length, dimensions, List.of(block), tiles);
    boolean isIncomplete =
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    return isIncomplete ? stored.incomplete() : stored;
  }

  /** As {@link #of(double[][])}, with a sample weight for each row. */
  static Observations of(double[][] rows, double[] weights) {
    int d = rows[0].length;
    double[][] all = new double[rows.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = Arrays.copyOf(rows[i], d + 1);
      all[i][d] = weights[i];
    }
    return of(all).weightedBy(d, IntStream.range(0, d).toArray());
  }

  /** The same points, of which some values are missing: NaN stands in their places. */
  default Observations incomplete() {
    return isIncomplete() ? this : new IncompleteObservations(this);
  }

  /**
   * The same points with some of their columns, in the given order.
   *
   * @param columns positions of the columns, from 0
   */
  default Observations columns(int... columns) {
    return marked(SelectedColumns.NONE, SelectedColumns.NONE, columns);
  }

  /**
   * The same points with some of their columns, and another one for their sample weights: a point
   * of weight 2 counts as two equal points, one of weight 0 as none.
   *
   * @param weights position of the column that holds the weights, which are finite, none negative
   *     and not all 0
   * @param columns positions of the columns, from 0
   */
  default Observations weightedBy(int weights, int... columns) {
    return marked(weights, SelectedColumns.NONE, columns);
  }

  /**
   * The same points with some of their columns, and others for what is known of the points besides.
   *
   * @param weights position of the column that holds the sample weights, see {@link #weightedBy};
   *     −1 if none does
   * @param labels position of the column that tells of some points which component they belong to:
   *     its number, from 0; −1 or NaN where nobody knows. −1 if none does
   * @param columns positions of the columns, from 0
   */
  default Observations marked(int weights, int labels, int... columns) {
    return new SelectedColumns(this, weights, labels, columns.clone());
  }
}
