package io.mixtura.dataset.store;

import java.io.Closeable;
import java.io.IOException;

/** Writes observations to a new place of a store. Closed before {@link #finish}, it leaves none. */
public interface ObservationWriter extends Closeable {

  /** Names the place. */
  Place storage();

  /**
   * Appends a chunk.
   *
   * @param tiles {@link Extent#tilesPerChunk} whole tiles, fewer in the last chunk
   * @param length bytes of them
   */
  void append(byte[] tiles, int length) throws IOException;

  /** Returns when everything appended will outlive a crash. */
  void finish() throws IOException;
}
