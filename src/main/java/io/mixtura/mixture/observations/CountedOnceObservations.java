package io.mixtura.mixture.observations;

/** Other observations, of which each point that weighs anything weighs 1. */
record CountedOnceObservations(Observations source) implements DerivedObservations {

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    into.countOnce();
  }
}
