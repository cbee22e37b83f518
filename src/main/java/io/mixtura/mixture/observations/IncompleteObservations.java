package io.mixtura.mixture.observations;

/** Other observations, with the word that values of theirs may be missing. */
record IncompleteObservations(Observations source) implements DerivedObservations {

  @Override
  public boolean isIncomplete() {
    return true;
  }

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
  }
}
