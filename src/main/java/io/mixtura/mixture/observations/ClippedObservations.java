package io.mixtura.mixture.observations;

/** Other observations with the values beyond bounds drawn to these; missing ones stay missing. */
record ClippedObservations(Observations source, double[] lower, double[] upper)
    implements DerivedObservations {

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    double[] values = into.values();
    for (int j = 0; j < lower.length; j++) {
      int row = j * Tile.POINTS;
      for (int p = row; p < row + into.count(); p++) {
        values[p] = Math.min(Math.max(values[p], lower[j]), upper[j]);
      }
    }
  }
}
