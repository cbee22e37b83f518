package io.mixtura.mixture;

/** The means of the points whose component is known. */
final class LabelledMeans {
  private LabelledMeans() {}

  /**
   * A pass over the points.
   *
   * @param others one point for each component, which stands where no point has that label
   */
  static double[][] of(Observations observations, double[][] others) {
    int d = observations.dimensions();
    double[][] means = new double[others.length][d];
    double[] weights = new double[others.length];
    Tile tile = new Tile(d);
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        if (tile.label(p) != Tile.UNKNOWN) {
          weights[tile.label(p)] += tile.weight(p);
          approach(means[tile.label(p)], tile, p, tile.weight(p) / weights[tile.label(p)]);
        }
      }
    }
    for (int k = 0; k < means.length; k++) {
      means[k] = weights[k] > 0 ? means[k] : others[k];
    }
    return means;
  }

  /** Moves a mean by its share in the way to a point; not at all where nothing weighs anything. */
  private static void approach(double[] mean, Tile tile, int point, double share) {
    for (int j = 0; j < mean.length && share > 0; j++) {
      mean[j] += share * (tile.get(point, j) - mean[j]);
    }
  }
}
