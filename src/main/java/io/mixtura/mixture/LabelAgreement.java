package io.mixtura.mixture;

import java.util.Arrays;

/**
 * How clusters that were found without them agree with the labels that some points have: which of
 * the clusters is to be which component.
 */
final class LabelAgreement {
  /** Weight of the points with a label (row) in a cluster (column). */
  private final double[][] together;

  /** The cluster of a point. */
  private interface Clusters {
    int of(Tile tile, int point, int index);
  }

  private LabelAgreement(Observations observations, int clusters, Clusters cluster) {
    this.together = new double[clusters][clusters];
    Tile tile = new Tile(observations.dimensions());
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        if (tile.label(p) != Tile.UNKNOWN) {
          together[tile.label(p)][cluster.of(tile, p, index)] += tile.weight(p);
        }
      }
    }
  }

  /** Of the clusters of the points that are nearest to each of some means. */
  static LabelAgreement of(Observations observations, double[][] means) {
    return new LabelAgreement(
        observations, means.length, (tile, p, index) -> NearestMean.of(tile, p, means));
  }

  /** Of the clusters of a partition, one number for each point. */
  static LabelAgreement of(Observations observations, int clusters, int[] partition) {
    return new LabelAgreement(
        observations, clusters, (tile, p, index) -> partition[index * Tile.POINTS + p]);
  }

  /**
   * For each component the cluster that becomes it: the pair with the most points in common first,
   * then the next among the rest.
   */
  int[] order() {
    int[] order = new int[together.length];
    Arrays.fill(order, -1);
    boolean[] isTaken = new boolean[order.length];
    for (int pair = 0; pair < order.length; pair++) {
      int component = -1;
      int cluster = -1;
      for (int k = 0; k < order.length; k++) {
        for (int c = 0; c < order.length; c++) {
          boolean isFree = order[k] < 0 && !isTaken[c];
          if (isFree && (component < 0 || together[k][c] > together[component][cluster])) {
            component = k;
            cluster = c;
          }
        }
      }
      order[component] = cluster;
      isTaken[cluster] = true;
    }
    return order;
  }
}
