package io.mixtura.mixture.observations;

/** Other observations with their sample weights in another unit. */
record RescaledWeights(Observations source, double unit) implements DerivedObservations {

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    into.divideWeights(unit);
  }
}
