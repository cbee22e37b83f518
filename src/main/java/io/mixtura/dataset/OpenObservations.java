package io.mixtura.dataset;

import io.mixtura.dataset.store.Blocks;
import io.mixtura.dataset.store.ContentHash;
import io.mixtura.dataset.store.DamagedObservations;
import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Place;
import io.mixtura.mixture.observations.Observations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Opens observations; the first time in each process it makes sure that they are unharmed. */
@Component
class OpenObservations {
  private final ObservationStore store;
  private final Set<Place> verified = ConcurrentHashMap.newKeySet();

  OpenObservations(ObservationStore store) {
    this.store = store;
  }

  Observations open(DatasetRow row) {
    try {
      Blocks blocks = store.open(row.extent());
      if (!verified.contains(row.storage())) {
        verify(row.dataset(), blocks);
        verified.add(row.storage());
      }
      return blocks.of(row.extent());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the observations of dataset " + row.dataset().id() + " cannot be read", unreadable);
    }
  }

  private static void verify(StoredDataset dataset, Blocks blocks) {
    String found = ContentHash.of(dataset.columns(), blocks, dataset.rows(), dataset.categories());
    if (!found.equals(dataset.sha256())) {
      throw new DamagedObservations(
          "the SHA-256 of dataset %s is %s instead of %s"
              .formatted(dataset.id(), found, dataset.sha256()));
    }
  }

  /** Forgets a place of the store that will not be opened again. */
  void forget(Place storage) {
    verified.remove(storage);
  }
}
