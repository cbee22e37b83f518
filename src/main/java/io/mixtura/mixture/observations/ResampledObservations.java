package io.mixtura.mixture.observations;

/**
 * Other observations as a resample has drawn them: each row weighs what it weighs as often as it
 * was drawn. Rows that weigh nothing are as if they were not there, and cannot be drawn.
 */
record ResampledObservations(Observations source, Resample resample)
    implements DerivedObservations {

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    int[] times = resample.of(index, candidates(into));
    double[] weights = new double[Tile.POINTS];
    int next = 0;
    for (int p = 0; p < into.count(); p++) {
      weights[p] = into.weight(p) > 0 ? into.weight(p) * times[next++] : 0;
    }
    into.weigh(weights, 0);
  }

  private static int candidates(Tile tile) {
    int candidates = 0;
    for (int p = 0; p < tile.count(); p++) {
      candidates += tile.weight(p) > 0 ? 1 : 0;
    }
    return candidates;
  }
}
