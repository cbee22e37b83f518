package io.mixtura.mixture.encoding;

import io.mixtura.mixture.observations.DerivedObservations;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;

/** Other observations as the engine works on them, encoded tile by tile. */
final class EncodedObservations implements DerivedObservations {
  private final Observations source;
  private final Encoder encoder;
  private final ThreadLocal<Tile> scratch;

  EncodedObservations(Observations source, Encoder encoder) {
    this.source = source;
    this.encoder = encoder;
    this.scratch = ThreadLocal.withInitial(() -> new Tile(source.dimensions()));
  }

  @Override
  public Observations source() {
    return source;
  }

  @Override
  public int dimensions() {
    return encoder.width();
  }

  @Override
  public void read(int index, Tile into) {
    Tile raw = scratch.get();
    source.read(index, raw);
    encoder.encode(raw, into);
  }
}
