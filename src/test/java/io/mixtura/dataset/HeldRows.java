package io.mixtura.dataset;

import io.mixtura.dataset.rows.RowReader;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Points that a test made. */
final class HeldRows implements RowReader {
  private final List<String> columns;
  private final Iterator<double[]> rows;

  HeldRows(List<String> columns, double[]... rows) {
    this.columns = columns;
    this.rows = Arrays.asList(rows).iterator();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next(double[] row) {
    if (!rows.hasNext()) {
      return false;
    }
    System.arraycopy(rows.next(), 0, row, 0, columns.size());
    return true;
  }

  @Override
  public void close() {}
}
