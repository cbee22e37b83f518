package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/** The scratch memory of a thread in a pass: a tile of points and their responsibilities. */
final class PassScratch {
  private final Tile tile;
  private final double[] responsibilities;

  PassScratch(int dimensions, int components) {
    this.tile = new Tile(dimensions);
    this.responsibilities = new double[components * Tile.POINTS];
  }

  Tile tile() {
    return tile;
  }

  /** Of as many rows as there are components, all 0. */
  double[] cleared() {
    Arrays.fill(responsibilities, 0);
    return responsibilities;
  }

  boolean isOf(int components) {
    return responsibilities.length == components * Tile.POINTS;
  }
}
