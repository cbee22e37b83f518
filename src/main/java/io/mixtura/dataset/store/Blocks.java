package io.mixtura.dataset.store;

import io.mixtura.mixture.observations.Observations;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Stored tiles in memory, mapped or on the heap.
 *
 * @param segments the tiles in order
 * @param tilesPerSegment tiles in every segment but the last
 */
public record Blocks(List<MemorySegment> segments, int tilesPerSegment) {

  public Observations of(Extent extent) {
    return Observations.stored(extent.rows(), extent.dimensions(), segments, tilesPerSegment);
  }
}
