package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Observations;

/**
 * The cut of points into the chunks that threads take, one after the other. Sums depend on it bit
 * for bit, so it is the same for any number of threads, and for any number of points: what comes
 * after a tile does not change the chunk that it is in.
 *
 * <p>A block, which a machine may have alone, begins with one whole chunk and then fine ones, so
 * that the threads come to the end of a few thousand points at nearly the same time; of many points
 * it makes no difference.
 */
final class Chunks {
  /** Tiles of a whole chunk. */
  static final int TILES = 8;

  /** Tiles of a block: about a million points. */
  static final int BLOCK_TILES = 4096;

  private static final int FINE_TILES = 2;

  /** Where the fine chunks of a block end. */
  private static final int FINE_END = 64;

  /** In more dimensions it takes long to merge statistics, and a chunk is enough work anyway. */
  private static final int MOST_DIMENSIONS = 64;

  private final int tiles;
  private final int fine;

  Chunks(int tiles, int dimensions) {
    this.tiles = tiles;
    this.fine = dimensions <= MOST_DIMENSIONS ? FINE_TILES : TILES;
  }

  static Chunks of(Observations observations) {
    return new Chunks(observations.tiles(), observations.dimensions());
  }

  int count() {
    return tiles / BLOCK_TILES * perBlock() + countWithin(tiles % BLOCK_TILES);
  }

  int perBlock() {
    return countWithin(BLOCK_TILES);
  }

  /** The first tile of a chunk. */
  int first(int chunk) {
    return chunk / perBlock() * BLOCK_TILES + firstWithin(chunk % perBlock());
  }

  /** The tile after the last one of a chunk. */
  int end(int chunk) {
    return Math.min(tiles, first(chunk + 1));
  }

  private int countWithin(int block) {
    if (block <= TILES) {
      return Math.min(block, 1);
    }
    int fineTiles = Math.min(block, FINE_END) - TILES;
    return 1 + Math.ceilDiv(fineTiles, fine) + Math.ceilDiv(block - TILES - fineTiles, TILES);
  }

  private int firstWithin(int chunk) {
    int fineChunks = (FINE_END - TILES) / fine;
    int fineBefore = Math.clamp(chunk - 1L, 0, fineChunks);
    return Math.min(chunk, 1) * TILES
        + fineBefore * fine
        + Math.max(chunk - 1 - fineChunks, 0) * TILES;
  }
}
