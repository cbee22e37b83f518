package io.mixtura.mixture.observations;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/**
 * Up to {@value #POINTS} points side by side, dimension-major: the one layout of data from the
 * store to the kernels.
 *
 * <p>Coordinate {@code j} of point {@code p} is {@code values[j * POINTS + p]}, so a kernel reads
 * one dimension of neighbouring points with one vector load. The lanes beyond {@link #count()} are
 * zero.
 */
public final class Tile {

  /**
   * Points in a tile. A constant, never derived from the machine: results depend on it bit for bit.
   */
  public static final int POINTS = Kernels.POINTS;

  /** Doubles in a cache line. */
  private static final int LINE = 8;

  private final int dimensions;
  private final double[] values;
  private int count;

  /** Where each point weighs 1 nothing is multiplied, and there need not be any weights here. */
  private boolean isWeighted;

  private double[] weights = {};

  /** Of a point whose component nobody has told. */
  public static final int UNKNOWN = -1;

  private boolean isLabelled;

  private int[] labels = {};

  /**
   * An empty tile.
   *
   * @param dimensions coordinates of each point
   */
  public Tile(int dimensions) {
    this.dimensions = dimensions;
    this.values = new double[Math.multiplyExact(dimensions, POINTS)];
  }

  /** Coordinates of each point. */
  public int dimensions() {
    return dimensions;
  }

  /** Points in this tile, 0 to {@value #POINTS}. */
  public int count() {
    return count;
  }

  /** The number of points, rounded up to whole panels: what kernels look at. */
  public int panels() {
    return Math.ceilDiv(count, Kernels.PANEL) * Kernels.PANEL;
  }

  /** How many further points fit. */
  public int room() {
    return POINTS - count;
  }

  /** Whether no further point fits. */
  public boolean isFull() {
    return count == POINTS;
  }

  /** Coordinate {@code dimension} of point {@code point}. */
  public double get(int point, int dimension) {
    return values[dimension * POINTS + point];
  }

  /**
   * Adds a point.
   *
   * @param row its coordinates, of which the first {@link #dimensions()} are read
   */
  public void add(double[] row) {
    for (int j = 0; j < dimensions; j++) {
      values[j * POINTS + count] = row[j];
    }
    count++;
  }

  /**
   * Adds points, each a row; all of them must fit.
   *
   * @param rows array that holds the first point from {@code offset}
   * @param stride from one point to the next
   */
  public void add(double[] rows, int offset, int stride, int points) {
    // The dimensions lie 2 KB apart, where caches hold few lines at a time: each one gets all that
    // a line holds at once.
    for (int first = 0; first < points; first += LINE) {
      int end = Math.min(first + LINE, points);
      for (int j = 0; j < dimensions; j++) {
        int to = j * POINTS + count;
        for (int p = first; p < end; p++) {
          values[to + p] = rows[offset + p * stride + j];
        }
      }
    }
    count += points;
  }

  /**
   * Copies some points into the backing array of another tile, with as many of their coordinates as
   * it has.
   *
   * @param points numbers of points, of which those from {@code from} to before {@code to} are
   *     copied
   * @param at where the first of them goes
   */
  public void pick(int[] points, int from, int to, double[] into, int at) {
    for (int row = 0; row < into.length; row += POINTS) {
      for (int i = from; i < to; i++) {
        into[row + at + i - from] = values[row + points[i]];
      }
    }
  }

  /** Copies a point, the coordinates one after the other. */
  public void lay(int point, double[] into, int at) {
    for (int from = point, to = at; from < values.length; from += POINTS, to++) {
      into[to] = values[from];
    }
  }

  /** Copies the first points, each a row. */
  public void layFirst(int points, double[] rows, int stride) {
    for (int p = 0; p < points; p++) {
      lay(p, rows, p * stride);
    }
  }

  /** Makes another tile of some of the points, with their weights. */
  public void pick(int[] points, int count, Tile into) {
    pick(points, 0, count, into.values, 0);
    into.setCount(count);
    into.zeroRest();
    if (isWeighted) {
      double[] picked = new double[POINTS];
      for (int i = 0; i < count; i++) {
        picked[i] = weights[points[i]];
      }
      into.weigh(picked, 0);
    }
  }

  /** Whether a value of some point is missing. */
  public boolean hasGaps() {
    // The largest of numbers, NaN among NaN, is what the compiler finds with vectors.
    double largest = 0;
    for (int row = 0; row < values.length; row += POINTS) {
      for (int p = row; p < row + count; p++) {
        largest = Math.max(largest, values[p]);
      }
    }
    return Double.isNaN(largest);
  }

  /** Whether a value of a point is missing. */
  public boolean hasGaps(int point) {
    boolean hasGaps = false;
    for (int at = point; at < values.length; at += POINTS) {
      hasGaps |= Double.isNaN(values[at]);
    }
    return hasGaps;
  }

  /** Removes all points. */
  public void clear() {
    Arrays.fill(values, 0);
    count = 0;
  }

  /**
   * The backing array, of length {@code dimensions × POINTS}; whoever fills it calls {@link
   * #setCount}.
   */
  public double[] values() {
    return values;
  }

  /**
   * States how many points the backing array now holds, each of weight 1; the lanes beyond must be
   * zero.
   */
  public void setCount(int points) {
    count = points;
    isWeighted = false;
    isLabelled = false;
  }

  /** Makes the lanes beyond the points zero, whatever was there before. */
  public void zeroRest() {
    for (int row = 0; row < values.length; row += POINTS) {
      Arrays.fill(values, row + count, row + POINTS, 0);
    }
  }

  /**
   * Gives the points sample weights.
   *
   * @param from array that holds them from {@code offset}
   */
  void weigh(double[] from, int offset) {
    weights = weights.length == 0 ? new double[POINTS] : weights;
    System.arraycopy(from, offset, weights, 0, count);
    Arrays.fill(weights, count, POINTS, 0);
    isWeighted = true;
  }

  /** Gives the points the weights and labels that those of another tile have, if they have any. */
  public void markAs(Tile other) {
    if (other.isWeighted) {
      weigh(other.weights, 0);
    }
    if (other.isLabelled) {
      makeLabels();
      System.arraycopy(other.labels, 0, labels, 0, count);
    }
  }

  /**
   * Tells of some points which component they belong to.
   *
   * @param from array that holds the components' numbers from {@code offset}; −1 or NaN where
   *     nobody knows
   */
  void label(double[] from, int offset) {
    makeLabels();
    for (int p = 0; p < count; p++) {
      labels[p] = from[offset + p] >= 0 ? (int) from[offset + p] : UNKNOWN;
    }
  }

  /** Makes it unknown of all points which component they belong to. */
  void forgetLabels() {
    isLabelled = false;
  }

  private void makeLabels() {
    labels = labels.length == 0 ? new int[POINTS] : labels;
    isLabelled = true;
  }

  /** Whether it is told of some points which component they belong to. */
  public boolean isLabelled() {
    return isLabelled;
  }

  /** The component that a point belongs to, or {@link #UNKNOWN}. */
  public int label(int point) {
    return isLabelled ? labels[point] : UNKNOWN;
  }

  /** Divides all weights, if there are any. */
  void divideWeights(double divisor) {
    if (isWeighted) {
      for (int p = 0; p < count; p++) {
        weights[p] /= divisor;
      }
    }
  }

  void countOnce() {
    if (isWeighted) {
      for (int p = 0; p < count; p++) {
        weights[p] = Math.signum(weights[p]);
      }
    }
  }

  /** The sample weight of a point. */
  public double weight(int point) {
    return isWeighted ? weights[point] : 1;
  }

  /** Whether the points have sample weights; else each weighs 1. */
  public boolean isWeighted() {
    return isWeighted;
  }

  /**
   * The sample weights of the points, 0 in the lanes beyond: the array itself. Only for points that
   * have some.
   */
  public double[] weights() {
    return weights;
  }

  /** The mean weight of the points. */
  public double meanWeight() {
    if (!isWeighted) {
      return 1;
    }
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += weights[p];
    }
    return sum / count;
  }
}
