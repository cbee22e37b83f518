package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Tile;
import java.io.Serializable;

/** Clusters that points belong to, each to one of them: numbers alone. */
public sealed interface Clusters extends Serializable {

  /** How many clusters there are. */
  int count();

  /**
   * The cluster of a point, from 0.
   *
   * @param index the tile's number
   */
  int of(Tile tile, int point, int index);

  /**
   * The points that are nearest to each of some means.
   *
   * @param means k × d
   */
  record Nearest(double[][] means) implements Clusters {
    @Override
    public int count() {
      return means.length;
    }

    @Override
    public int of(Tile tile, int point, int index) {
      return NearestMean.of(tile, point, means);
    }
  }

  /**
   * A given partition.
   *
   * @param partition one number for each point
   */
  record Given(int count, int[] partition) implements Clusters {
    @Override
    public int of(Tile tile, int point, int index) {
      return partition[index * Tile.POINTS + point];
    }
  }
}
