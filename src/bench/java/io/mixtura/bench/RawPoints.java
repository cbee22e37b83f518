package io.mixtura.bench;

import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of little-endian doubles, row by row, as NumPy's {@code tofile} writes it. */
record RawPoints(Path file, int rows, int columns) {
  private static final int BLOCK_BYTES = 64 << 20;

  /** The points in tiles on the heap, as PostgreSQL's store gives them to the engine. */
  Observations tiles() throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment points = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      int tiles = Math.ceilDiv(rows, Tile.POINTS);
      int perBlock = Math.clamp(BLOCK_BYTES / tileBytes(), 1, tiles);
      List<MemorySegment> blocks = new ArrayList<>();
      for (int first = 0; first < tiles; first += perBlock) {
        blocks.add(block(points, first, Math.min(perBlock, tiles - first)));
      }
      return Observations.stored(rows, columns, blocks, perBlock);
    }
  }

  /** The points as an array for each, as libraries without a layout of their own want them. */
  double[][] arrays() throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment points = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      double[][] arrays = new double[rows][columns];
      for (int i = 0; i < rows; i++) {
        MemorySegment.copy(
            points, Observations.STORED, (long) i * columns * Double.BYTES, arrays[i], 0, columns);
      }
      return arrays;
    }
  }

  private int tileBytes() {
    return columns * Tile.POINTS * Double.BYTES;
  }

  private MemorySegment block(MemorySegment points, int first, int tiles) {
    MemorySegment block = MemorySegment.ofArray(new byte[tiles * tileBytes()]);
    int end = Math.min(rows, (first + tiles) * Tile.POINTS);
    for (int i = first * Tile.POINTS; i < end; i++) {
      long tile = (long) (i / Tile.POINTS - first) * columns;
      for (int j = 0; j < columns; j++) {
        double x = points.getAtIndex(Observations.STORED, (long) i * columns + j);
        block.setAtIndex(Observations.STORED, (tile + j) * Tile.POINTS + i % Tile.POINTS, x);
      }
    }
    return block;
  }
}
