package io.mixtura.mixture.observations;

/** A choice of columns of other observations, and maybe one more for their weights or labels. */
final class SelectedColumns implements DerivedObservations {
  static final int NONE = -1;

  private final Observations source;
  private final int weights;
  private final int labels;
  private final int[] columns;
  private final ThreadLocal<Tile> scratch;

  SelectedColumns(Observations source, int weights, int labels, int[] columns) {
    this.source = source;
    this.weights = weights;
    this.labels = labels;
    this.columns = columns;
    this.scratch = ThreadLocal.withInitial(() -> new Tile(source.dimensions()));
  }

  @Override
  public Observations source() {
    return source;
  }

  @Override
  public int dimensions() {
    return columns.length;
  }

  @Override
  public boolean isWeighted() {
    return weights != NONE || source.isWeighted();
  }

  @Override
  public boolean isLabelled() {
    return labels != NONE || source.isLabelled();
  }

  @Override
  public void read(int index, Tile into) {
    Tile whole = scratch.get();
    source.read(index, whole);
    for (int j = 0; j < columns.length; j++) {
      System.arraycopy(
          whole.values(), columns[j] * Tile.POINTS, into.values(), j * Tile.POINTS, Tile.POINTS);
    }
    into.setCount(whole.count());
    into.markAs(whole);
    if (weights != NONE) {
      into.weigh(whole.values(), weights * Tile.POINTS);
    }
    if (labels != NONE) {
      into.label(whole.values(), labels * Tile.POINTS);
    }
  }
}
