package io.mixtura.mixture.observations;

/** Other observations, of none of which it is told which component they belong to. */
record UnlabelledObservations(Observations source) implements DerivedObservations {

  @Override
  public boolean isLabelled() {
    return false;
  }

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    into.forgetLabels();
  }
}
