package io.mixtura.fit.rows;

import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Some columns of a dataset, read row by row. */
final class ColumnScan {
  private ColumnScan() {}

  /**
   * Hands over row after row, in an array that is used again.
   *
   * @param columns their positions in the dataset
   * @return whether all rows were read; false if it was to stop before
   */
  static boolean forEach(
      Observations dataset, int[] columns, BooleanSupplier stop, Consumer<double[]> each) {
    Observations rows = dataset.columns(columns);
    Tile tile = new Tile(columns.length);
    double[] row = new double[columns.length];
    for (int index = 0; index < rows.tiles(); index++) {
      if (stop.getAsBoolean()) {
        return false;
      }
      rows.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        for (int c = 0; c < row.length; c++) {
          row[c] = tile.get(p, c);
        }
        each.accept(row);
      }
    }
    return true;
  }
}
