package io.mixtura.mixture;

/** A choice of columns of other observations. */
final class SelectedColumns implements Observations {
  private final Observations source;
  private final int[] columns;
  private final ThreadLocal<Tile> scratch;

  SelectedColumns(Observations source, int[] columns) {
    this.source = source;
    this.columns = columns;
    this.scratch = ThreadLocal.withInitial(() -> new Tile(source.dimensions()));
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int dimensions() {
    return columns.length;
  }

  @Override
  public void read(int index, Tile into) {
    Tile whole = scratch.get();
    source.read(index, whole);
    for (int j = 0; j < columns.length; j++) {
      System.arraycopy(
          whole.values(), columns[j] * Tile.POINTS, into.values(), j * Tile.POINTS, Tile.POINTS);
    }
    into.filled(whole.count());
  }
}
