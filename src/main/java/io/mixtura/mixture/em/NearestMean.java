package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Tile;

/** Finds which of some means is nearest to a point, one by one: where a pass would be too much. */
public final class NearestMean {
  private NearestMean() {}

  /** The number of the mean; of several that are equally near, the first. */
  public static int of(Tile tile, int point, double[][] means) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < means.length; k++) {
      double distance = 0;
      for (int j = 0; j < means[k].length; j++) {
        double difference = tile.get(point, j) - means[k][j];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }
}
