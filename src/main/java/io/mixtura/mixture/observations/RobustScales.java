package io.mixtura.mixture.observations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How wide columns are in their middle: the standard deviation that a normal column with the same
 * quartiles has. A few wild values, which make every variance large, do not move it. Where the
 * middle half is one value, quantiles further out take the place of quartiles; 0 where there are
 * none.
 */
public final class RobustScales {
  /** Enough of them to know quartiles to a few hundredths. */
  public static final int POINTS = 4096;

  /** Quantiles from the outside, and how many standard deviations lie between the two. */
  private static final double[][] QUANTILES = {
    {0.25, 1.348980}, {0.1, 2.563103}, {0.025, 3.919928}
  };

  private record Value(double value, double weight) {}

  private RobustScales() {}

  /** Of all columns; values that are missing and points without weight are left out. */
  public static double[] of(Observations points) {
    return columns(points).stream().mapToDouble(RobustScales::scale).toArray();
  }

  /** The medians of all columns, likewise; 0 where there is no value. */
  public static double[] middles(Observations points) {
    return columns(points).stream()
        .mapToDouble(column -> quantile(column, weight(column) / 2))
        .toArray();
  }

  /** In ascending order. */
  private static List<List<Value>> columns(Observations points) {
    List<List<Value>> columns = new ArrayList<>();
    for (int j = 0; j < points.dimensions(); j++) {
      columns.add(new ArrayList<>());
    }
    Tile tile = new Tile(points.dimensions());
    for (int index = 0; index < points.tiles(); index++) {
      points.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        add(tile, p, columns);
      }
    }
    columns.forEach(column -> column.sort(Comparator.comparingDouble(Value::value)));
    return columns;
  }

  private static void add(Tile tile, int point, List<List<Value>> columns) {
    double weight = tile.weight(point);
    for (int j = 0; j < columns.size() && weight > 0; j++) {
      double value = tile.get(point, j);
      if (!Double.isNaN(value)) {
        columns.get(j).add(new Value(value, weight));
      }
    }
  }

  private static double scale(List<Value> column) {
    double total = weight(column);
    for (double[] quantile : QUANTILES) {
      double low = quantile(column, quantile[0] * total);
      double high = quantile(column, (1 - quantile[0]) * total);
      if (high > low) {
        return (high - low) / quantile[1];
      }
    }
    return 0;
  }

  private static double weight(List<Value> column) {
    return column.stream().mapToDouble(Value::weight).sum();
  }

  /** The first value up to which there is so much weight. */
  private static double quantile(List<Value> sorted, double weight) {
    double sofar = 0;
    for (Value value : sorted) {
      sofar += value.weight();
      if (sofar >= weight) {
        return value.value();
      }
    }
    return sorted.isEmpty() ? 0 : sorted.getLast().value();
  }
}
