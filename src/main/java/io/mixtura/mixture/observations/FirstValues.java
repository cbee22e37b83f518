package io.mixtura.mixture.observations;

import java.util.Arrays;

/** The first value in each column of a point that weighs anything. */
public final class FirstValues {
  private FirstValues() {}

  /** One for each column; 0 where there is none. */
  public static double[] of(Observations observations) {
    double[] first = new double[observations.dimensions()];
    Arrays.fill(first, Double.NaN);
    int lacking = first.length;
    Tile tile = new Tile(first.length);
    for (int index = 0; index < observations.tiles() && lacking > 0; index++) {
      observations.read(index, tile);
      for (int j = 0; j < first.length; j++) {
        if (Double.isNaN(first[j])) {
          first[j] = firstValue(tile, j);
          lacking -= Double.isNaN(first[j]) ? 0 : 1;
        }
      }
    }
    for (int j = 0; j < first.length; j++) {
      first[j] = Double.isNaN(first[j]) ? 0 : first[j];
    }
    return first;
  }

  private static double firstValue(Tile tile, int column) {
    for (int p = 0; p < tile.count(); p++) {
      if (tile.weight(p) > 0 && !Double.isNaN(tile.get(p, column))) {
        return tile.get(p, column);
      }
    }
    return Double.NaN;
  }
}
