package io.mixtura.mixture.observations;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Observations that lie tile by tile in blocks of memory, on the heap or mapped. */
record StoredObservations(int size, int dimensions, List<MemorySegment> blocks, int tilesPerBlock)
    implements Observations {

  @Override
  public void read(int index, Tile into) {
    MemorySegment block = blocks.get(index / tilesPerBlock);
    int values = dimensions * Tile.POINTS;
    long offset = (long) (index % tilesPerBlock) * values * Double.BYTES;
    MemorySegment.copy(block, STORED, offset, into.values(), 0, values);
    into.setCount(pointsIn(index));
  }
}
