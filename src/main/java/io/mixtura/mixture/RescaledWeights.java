package io.mixtura.mixture;

/** Other observations with their sample weights in another unit. */
record RescaledWeights(Observations source, double unit) implements Observations {

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int dimensions() {
    return source.dimensions();
  }

  @Override
  public boolean isWeighted() {
    return source.isWeighted();
  }

  @Override
  public boolean isLabelled() {
    return source.isLabelled();
  }

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    into.divideWeights(unit);
  }
}
