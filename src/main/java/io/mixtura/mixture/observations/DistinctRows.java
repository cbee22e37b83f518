package io.mixtura.mixture.observations;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of some observations that differ, in values or in what is known of their component, and
 * what all that are alike weigh together; in the order of their first appearance.
 */
public final class DistinctRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[][] rows;
  private final double[] weights;
  private final int[] labels;

  private DistinctRows(double[][] rows, double[] weights, int[] labels) {
    this.rows = rows;
    this.weights = weights;
    this.labels = labels;
  }

  /** A row by its values: of two that are missing neither is another one. */
  private record Key(double[] values, int label) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key(double[] those, int theirs)
          && label == theirs
          && Arrays.equals(values, those);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(values) + label;
    }
  }

  /**
   * Gathers them, of rows that weigh anything.
   *
   * @return empty if there are more than {@code most}
   */
  public static Optional<DistinctRows> of(Observations observations, int most) {
    Map<Key, Integer> numbers = new HashMap<>();
    List<Key> keys = new ArrayList<>();
    double[] weights = new double[most];
    Tile tile = new Tile(observations.dimensions());
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        if (tile.weight(p) > 0) {
          Key key = key(tile, p);
          int number = numbers.computeIfAbsent(key, _ -> numbers.size());
          if (number == most) {
            return Optional.empty();
          }
          if (number == keys.size()) {
            keys.add(key);
          }
          weights[number] += tile.weight(p);
        }
      }
    }
    return Optional.of(
        new DistinctRows(
            keys.stream().map(Key::values).toArray(double[][]::new),
            Arrays.copyOf(weights, keys.size()),
            keys.stream().mapToInt(Key::label).toArray()));
  }

  private static Key key(Tile tile, int point) {
    double[] values = new double[tile.dimensions()];
    // Adding 0 makes 0 of −0, which is the same answer.
    Arrays.setAll(values, j -> tile.get(point, j) + 0.0);
    return new Key(values, tile.label(point));
  }

  public int size() {
    return rows.length;
  }

  /** What all rows that are like this one weigh. */
  public double weight(int row) {
    return weights[row];
  }

  /** The component that it is known to belong to, or {@link Tile#UNKNOWN}. */
  public int label(int row) {
    return labels[row];
  }

  public double value(int row, int column) {
    return rows[row][column];
  }

  /** Whether it has a value in every column. */
  public boolean isComplete(int row) {
    return Arrays.stream(rows[row]).noneMatch(Double::isNaN);
  }

  /** The rows as points, each once. */
  public Observations observations() {
    return Observations.of(rows);
  }
}
