package io.mixtura.dataset.store;

import io.mixtura.mixture.observations.Tile;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/**
 * Keeps observations as whole tiles, dimension-major, little-endian, one after the other. What has
 * been written never changes.
 */
public interface ObservationStore {

  /**
   * Begins to write the observations of a dataset with this many columns at a new place of the
   * tenant that is worked for.
   */
  ObservationWriter begin(int dimensions) throws IOException;

  /**
   * Opens observations for as long as the answer is reachable, even if they are deleted meanwhile.
   *
   * @throws DamagedObservations when less or more is there than should be
   */
  Blocks open(Extent extent) throws IOException;

  /**
   * Reads a single tile.
   *
   * @throws DamagedObservations when less or more is there than should be
   */
  void read(Extent extent, int tile, Tile into) throws IOException;

  /** Deletes what is at a place, if anything. */
  void delete(Place storage) throws IOException;

  /**
   * Deletes what crashes have left behind.
   *
   * @param referenced places that datasets refer to
   * @param before what was written to since then may belong to an upload that is not finished
   */
  void sweep(Set<Place> referenced, Instant before) throws IOException;

  /** Keeps what there is from being deleted, for as long as it is copied; one at a time. */
  KeptObservations keep();
}
