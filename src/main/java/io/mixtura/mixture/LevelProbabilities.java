package io.mixtura.mixture;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The probabilities of the levels of a mixture's columns, whatever decides the components' shares:
 * P(x_j = l) = Σ_k r_k p_k,j(l), since within a component such columns depend on no others.
 */
public final class LevelProbabilities {
  private final int[] columns;
  private final List<List<Double>> levels;
  private final List<List<String>> names;

  /** By component and column with levels. */
  private final double[][][] distributions;

  /** Those of a mixture. */
  public LevelProbabilities(MixtureModel model) {
    this.columns =
        IntStream.range(0, model.dimensions())
            .filter(j -> model.columns().get(j).hasLevels())
            .toArray();
    this.levels =
        Arrays.stream(columns).mapToObj(column -> model.columns().get(column).levels()).toList();
    this.names =
        Arrays.stream(columns)
            .mapToObj(column -> model.columns().get(column).shownLevels())
            .toList();
    // Noise is never beside levels.
    this.distributions = new double[columns.length == 0 ? 0 : model.components()][][];
    for (int k = 0; k < distributions.length; k++) {
      int component = k;
      distributions[k] =
          Arrays.stream(columns)
              .mapToObj(column -> model.distribution(component, column))
              .toArray(double[][]::new);
    }
  }

  /** What the levels of a column are called; none if it has no levels. */
  public List<String> names(int column) {
    int c = Arrays.binarySearch(columns, column);
    return c < 0 ? List.of() : names.get(c);
  }

  /** Levels of all columns together. */
  public int count() {
    return levels.stream().mapToInt(List::size).sum();
  }

  /**
   * Writes them, column after column.
   *
   * @param weights the shares r_k
   * @param point number of the point in {@code weights}
   * @param from where the first of them goes
   */
  public void fill(Responsibilities weights, int point, double[] into, int from) {
    Arrays.fill(into, from, from + count(), 0);
    for (int k = 0; k < distributions.length; k++) {
      double weight = weights.get(point, k);
      int at = from;
      for (double[] distribution : distributions[k]) {
        for (double probability : distribution) {
          into[at] = Math.fma(weight, probability, into[at]);
          at++;
        }
      }
    }
  }

  /**
   * Makes the values of a point and its probabilities agree: a level that is there has probability
   * 1, and for a missing one stands the most probable, the lowest of equals, which no number can
   * say the deviation of.
   *
   * @param values of all columns, NaN for what is missing; then as many standard deviations; then
   *     the probabilities
   */
  void complete(double[] values, int dimensions) {
    int at = 2 * dimensions;
    for (int c = 0; c < columns.length; c++) {
      int j = columns[c];
      int size = levels.get(c).size();
      if (Double.isNaN(values[j])) {
        values[j] = levels.get(c).get(largest(values, at, size));
        values[dimensions + j] = Double.NaN;
      } else {
        Arrays.fill(values, at, at + size, 0);
        values[at + Collections.binarySearch(levels.get(c), values[j] + 0.0)] = 1;
      }
      at += size;
    }
  }

  private static int largest(double[] values, int from, int size) {
    int largest = 0;
    for (int l = 1; l < size; l++) {
      largest = values[from + l] > values[from + largest] ? l : largest;
    }
    return largest;
  }
}
