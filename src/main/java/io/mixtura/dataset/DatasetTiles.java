package io.mixtura.dataset;

import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The tiles of a stored dataset, read one at a time: however long it is, one of them is held. */
public final class DatasetTiles {
  private final DatasetRow row;
  private final ObservationStore store;

  DatasetTiles(DatasetRow row, ObservationStore store) {
    this.row = row;
    this.store = store;
  }

  public StoredDataset dataset() {
    return row.dataset();
  }

  /** Number of tiles. */
  public int count() {
    return Math.ceilDiv(row.dataset().rows(), Tile.POINTS);
  }

  /** An empty tile for {@link #read}. */
  public Tile scratch() {
    return new Tile(row.dataset().columns().size());
  }

  /**
   * Reads a tile.
   *
   * @param number from 0
   */
  public void read(int number, Tile into) {
    try {
      store.read(row.extent(), number, into);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the observations cannot be read", unreadable);
    }
  }
}
