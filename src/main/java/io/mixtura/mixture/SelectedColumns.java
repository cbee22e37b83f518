package io.mixtura.mixture;

/** A choice of columns of other observations, and maybe one more for their weights. */
final class SelectedColumns implements Observations {
  static final int NO_WEIGHTS = -1;

  private final Observations source;
  private final int weights;
  private final int[] columns;
  private final ThreadLocal<Tile> scratch;

  SelectedColumns(Observations source, int weights, int[] columns) {
    this.source = source;
    this.weights = weights;
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
  public boolean isWeighted() {
    return weights != NO_WEIGHTS || source.isWeighted();
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
    if (weights != NO_WEIGHTS) {
      into.weigh(whole.values(), weights * Tile.POINTS);
    } else {
      into.weighAs(whole);
    }
  }
}
