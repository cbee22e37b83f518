package io.mixtura.dataset;

import io.mixtura.mixture.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean, standard deviation and range of each column, in one pass over tiles.
 *
 * <p>Within a tile deviations are taken from its first value, then from its mean; tiles are merged
 * pairwise by the differences of their means (Chan, Golub and LeVeque 1983). So a large offset does
 * not cancel the digits of a small spread, and a constant column has a deviation of exactly 0.
 */
final class Moments {
  private final double[] mean;
  private final double[] squares;
  private final double[] minimum;
  private final double[] maximum;
  private long count;

  Moments(int dimensions) {
    this.mean = new double[dimensions];
    this.squares = new double[dimensions];
    this.minimum = new double[dimensions];
    this.maximum = new double[dimensions];
    Arrays.fill(minimum, Double.POSITIVE_INFINITY);
    Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
  }

  /** Adds the points of a tile, of which there is at least one. */
  void add(Tile tile) {
    for (int j = 0; j < mean.length; j++) {
      add(tile.values(), j * Tile.POINTS, tile.count(), j);
    }
    count += tile.count();
  }

  private void add(double[] values, int from, int points, int column) {
    double first = values[from];
    double sum = 0;
    double least = first;
    double most = first;
    for (int i = from; i < from + points; i++) {
      sum += values[i] - first;
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    double tileMean = first + sum / points;
    double deviations = 0;
    for (int i = from; i < from + points; i++) {
      deviations += (values[i] - tileMean) * (values[i] - tileMean);
    }
    merge(column, points, tileMean, deviations);
    minimum[column] = Math.min(minimum[column], least);
    maximum[column] = Math.max(maximum[column], most);
  }

  private void merge(int column, int points, double tileMean, double deviations) {
    double difference = tileMean - mean[column];
    double weight = (double) points / (count + points);
    mean[column] += difference * weight;
    squares[column] += deviations + difference * difference * weight * count;
  }

  /** One summary per column. */
  List<ColumnSummary> summaries(List<String> columns) {
    List<ColumnSummary> summaries = new ArrayList<>();
    for (int j = 0; j < mean.length; j++) {
      Double deviation = count > 1 ? Math.sqrt(squares[j] / (count - 1)) : null;
      summaries.add(
          new ColumnSummary(columns.get(j), count, mean[j], deviation, minimum[j], maximum[j]));
    }
    return summaries;
  }
}
