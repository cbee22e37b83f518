package io.mixtura.mixture.encoding;

import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import java.util.List;

/** Encodes tiles of points; safe for several threads. */
public final class Encoder {
  private final int width;
  private final int[] gaussian;
  private final List<Encoding.Block> blocks;

  /** Of each block; empty where its values are encoded as they are. */
  private final double[][] levels;

  public Encoder(Encoding encoding) {
    this.width = encoding.width();
    this.gaussian = encoding.gaussianColumns();
    this.blocks = encoding.discrete();
    this.levels =
        blocks.stream()
            .map(block -> block.family().levels().stream().mapToDouble(level -> level).toArray())
            .toArray(double[][]::new);
  }

  public int width() {
    return width;
  }

  /**
   * Encodes points, whose values have been checked. What is missing is missing in all of the
   * columns that it is encoded by.
   *
   * @param into a tile of {@link #width} dimensions; it is overwritten
   */
  public void encode(Tile raw, Tile into) {
    for (int j = 0; j < gaussian.length; j++) {
      copy(raw, gaussian[j], into, j);
    }
    for (int b = 0; b < levels.length; b++) {
      Encoding.Block block = blocks.get(b);
      if (block.hasLevels()) {
        indicate(raw, block, levels[b], into);
      } else {
        copy(raw, block.column(), into, block.first());
      }
    }
    into.setCount(raw.count());
    into.markAs(raw);
  }

  private static void copy(Tile raw, int from, Tile into, int to) {
    System.arraycopy(
        raw.values(), from * Tile.POINTS, into.values(), to * Tile.POINTS, Tile.POINTS);
  }

  /** Nobody knows which of the levels it is. */
  private static void setMissing(double[] values, Encoding.Block block, int point) {
    for (int column = block.first(); column < block.end(); column++) {
      values[column * Tile.POINTS + point] = Double.NaN;
    }
  }

  private static void indicate(Tile raw, Encoding.Block block, double[] levels, Tile into) {
    double[] values = into.values();
    Arrays.fill(values, block.first() * Tile.POINTS, block.end() * Tile.POINTS, 0);
    for (int p = 0; p < raw.count(); p++) {
      if (Double.isNaN(raw.get(p, block.column()))) {
        setMissing(values, block, p);
        continue;
      }
      // Adding 0 makes 0 of −0, which is another number to a binary search.
      int level = Arrays.binarySearch(levels, raw.get(p, block.column()) + 0.0);
      if (level < 0) {
        throw new IllegalArgumentException(
            "%s is no level of column %d".formatted(raw.get(p, block.column()), block.column()));
      }
      values[(block.first() + level) * Tile.POINTS + p] = 1;
    }
  }
}
