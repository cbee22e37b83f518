package io.mixtura.mixture.pass;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;

/**
 * A cache of upper bounds of densities: of each panel of a tile those that are likely to be needed
 * again.
 */
final class BoundCache {
  private final int[] places;
  private final double[] bounds;
  private final int[] ends = new int[1 + Tile.POINTS / Kernels.PANEL];
  private int panels;

  BoundCache(int components) {
    this.places = new int[components * Tile.POINTS];
    this.bounds = new double[components * Tile.POINTS];
  }

  void clear() {
    panels = 0;
  }

  /** Adds the next panel's: of its bounds those at some places. */
  void addPanel(int[] chosen, int count, double[] from) {
    int at = ends[panels];
    for (int i = 0; i < count; i++) {
      places[at + i] = chosen[i];
      bounds[at + i] = from[chosen[i]];
    }
    panels++;
    ends[panels] = at + count;
  }

  /** The number of the first one of a panel. */
  int start(int panel) {
    return ends[panel];
  }

  /** The number after that of the last one of a panel. */
  int end(int panel) {
    return ends[panel + 1];
  }

  /** Where it stands among the bounds of its panel. */
  int place(int i) {
    return places[i];
  }

  double bound(int i) {
    return bounds[i];
  }
}
