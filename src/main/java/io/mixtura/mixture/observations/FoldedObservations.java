package io.mixtura.mixture.observations;

/**
 * Other observations in which some rows weigh nothing, as if they were not there: those of one
 * fold, or of all others. Nothing is copied, and rows keep their numbers, so that labels stay
 * theirs.
 *
 * @param isOnly whether the rows of the fold are those that count
 */
record FoldedObservations(Observations source, Folds folds, int fold, boolean isOnly)
    implements DerivedObservations {

  @Override
  public boolean isWeighted() {
    return true;
  }

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    int[] dealt = folds.of(index, into.count());
    double[] weights = new double[Tile.POINTS];
    for (int p = 0; p < dealt.length; p++) {
      weights[p] = (dealt[p] == fold) == isOnly ? into.weight(p) : 0;
    }
    into.weigh(weights, 0);
  }
}
