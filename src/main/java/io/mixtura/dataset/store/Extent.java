package io.mixtura.dataset.store;

import io.mixtura.mixture.observations.Tile;

/**
 * The place where the observations of a dataset lie, and how many there are.
 *
 * @param storage names the place in the store
 * @param rows number of points
 * @param dimensions number of columns
 */
public record Extent(Place storage, int rows, int dimensions) {
  private static final int CHUNK_BYTES = 1 << 20;

  /** Bytes of a tile of points with this many coordinates. */
  public static int tileBytes(int dimensions) {
    return Math.multiplyExact(dimensions, Tile.POINTS * Double.BYTES);
  }

  /** Tiles that are stored together: about 1 MiB, at least one. */
  public static int tilesPerChunk(int dimensions) {
    return Math.max(1, CHUNK_BYTES / tileBytes(dimensions));
  }

  int tileBytes() {
    return tileBytes(dimensions);
  }

  int tilesPerChunk() {
    return tilesPerChunk(dimensions);
  }

  int tiles() {
    return Math.ceilDiv(rows, Tile.POINTS);
  }

  int chunks() {
    return Math.ceilDiv(tiles(), tilesPerChunk());
  }

  public long bytes() {
    return (long) tiles() * tileBytes();
  }

  /** Points in a tile. */
  int pointsIn(int tile) {
    return Math.min(Tile.POINTS, rows - tile * Tile.POINTS);
  }
}
