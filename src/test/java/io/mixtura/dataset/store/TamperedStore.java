package io.mixtura.dataset.store;

import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A store that gives back the observations of another with one bit turned. */
public record TamperedStore(ObservationStore honest) implements ObservationStore {
  @Override
  public ObservationWriter begin(int dimensions) throws IOException {
    return honest.begin(dimensions);
  }

  @Override
  public Blocks open(Extent extent) throws IOException {
    byte[] bytes = honest.open(extent).segments().getFirst().toArray(ValueLayout.JAVA_BYTE);
    bytes[3] ^= 1;
    return new Blocks(List.of(MemorySegment.ofArray(bytes)), extent.tiles());
  }

  @Override
  public void read(Extent extent, int tile, Tile into) throws IOException {
    honest.read(extent, tile, into);
  }

  @Override
  public void delete(Place storage) throws IOException {
    honest.delete(storage);
  }

  @Override
  public void sweep(Set<Place> referenced, Instant before) throws IOException {
    honest.sweep(referenced, before);
  }

  @Override
  public KeptObservations keep() {
    return honest.keep();
  }
}
