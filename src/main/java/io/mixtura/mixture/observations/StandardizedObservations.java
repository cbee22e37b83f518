package io.mixtura.mixture.observations;

/** Other observations in standardized units, computed tile by tile. */
record StandardizedObservations(Observations source, double[] means, double[] standardDeviations)
    implements DerivedObservations {

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    double[] values = into.values();
    for (int j = 0; j < means.length; j++) {
      int row = j * Tile.POINTS;
      for (int p = row; p < row + into.count(); p++) {
        values[p] = (values[p] - means[j]) / standardDeviations[j];
      }
    }
  }
}
