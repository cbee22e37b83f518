package io.mixtura.dataset.column;

import io.mixtura.mixture.observations.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean, standard deviation and range of each column, in one pass over tiles; NaN stands for no
 * value and counts for none.
 *
 * <p>Within a tile deviations are taken from its first value, then from its mean; tiles are merged
 * pairwise by the differences of their means (Chan, Golub and LeVeque 1983). So a large offset does
 * not cancel the digits of a small spread, and a constant column has a deviation of exactly 0.
 */
public final class ColumnStatistics {
  private final double[] mean;
  private final double[] squares;
  private final double[] minimum;
  private final double[] maximum;
  private final long[] counts;
  private final double[] present = new double[Tile.POINTS];
  private long points;

  public ColumnStatistics(int dimensions) {
    this.mean = new double[dimensions];
    this.squares = new double[dimensions];
    this.minimum = new double[dimensions];
    this.maximum = new double[dimensions];
    this.counts = new long[dimensions];
    Arrays.fill(minimum, Double.POSITIVE_INFINITY);
    Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
  }

  /** Adds the points of a tile, of which there is at least one. */
  public void add(Tile tile) {
    for (int j = 0; j < mean.length; j++) {
      if (!add(tile.values(), j * Tile.POINTS, tile.count(), j)) {
        addPresent(tile, j);
      }
    }
    points += tile.count();
  }

  private void addPresent(Tile tile, int column) {
    int count = gather(tile, column);
    if (count > 0) {
      add(present, 0, count, column);
    }
  }

  private int gather(Tile tile, int column) {
    int count = 0;
    for (int p = 0; p < tile.count(); p++) {
      double value = tile.get(p, column);
      present[count] = value;
      count += Double.isNaN(value) ? 0 : 1;
    }
    return count;
  }

  /** Adds values of a column; false, with nothing added, if one of them is missing. */
  private boolean add(double[] values, int from, int count, int column) {
    double first = values[from];
    double sum = 0;
    double least = first;
    double most = first;
    for (int i = from; i < from + count; i++) {
      sum += values[i] - first;
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    if (Double.isNaN(sum)) {
      return false;
    }
    double tileMean = first + sum / count;
    double deviations = 0;
    for (int i = from; i < from + count; i++) {
      deviations += (values[i] - tileMean) * (values[i] - tileMean);
    }
    merge(column, count, tileMean, deviations);
    minimum[column] = Math.min(minimum[column], least);
    maximum[column] = Math.max(maximum[column], most);
    return true;
  }

  private void merge(int column, int count, double tileMean, double deviations) {
    long before = counts[column];
    double difference = tileMean - mean[column];
    double weight = (double) count / (before + count);
    mean[column] += difference * weight;
    squares[column] += deviations + difference * difference * weight * before;
    counts[column] += count;
  }

  /** The first column without any value; negative if each has one. */
  public int emptyColumn() {
    for (int j = 0; j < counts.length; j++) {
      if (counts[j] == 0) {
        return j;
      }
    }
    return -1;
  }

  /** One summary per column. */
  public List<ColumnSummary> summaries(List<String> columns) {
    List<ColumnSummary> summaries = new ArrayList<>();
    for (int j = 0; j < mean.length; j++) {
      long count = counts[j];
      Double deviation = count > 1 ? Math.sqrt(squares[j] / (count - 1)) : null;
      summaries.add(
          new ColumnSummary(
              columns.get(j), count, mean[j], deviation, minimum[j], maximum[j], points - count));
    }
    return summaries;
  }
}
