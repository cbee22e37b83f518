package io.mixtura.dataset;

import io.mixtura.dataset.store.ObservationStore;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Observations without a dataset that could not be deleted at once, because the database was away
 * or nobody knows yet whether a dataset refers to them. They are looked at again until they are
 * gone, or claimed.
 */
@Component
class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Set<UUID> left = ConcurrentHashMap.newKeySet();
  private final ObservationStore store;
  private final JdbcDatasets datasets;

  Leftovers(ObservationStore store, JdbcDatasets datasets) {
    this.store = store;
    this.datasets = datasets;
  }

  /** Deletes observations to which no dataset refers, now or later. */
  void discard(UUID storage) {
    try {
      store.delete(storage);
    } catch (IOException | RuntimeException later) {
      LOG.info("Observations {} are deleted later: {}", storage, later.toString());
      judgeLater(storage);
    }
  }

  /** Deletes observations later, unless a dataset refers to them. */
  void judgeLater(UUID storage) {
    left.add(storage);
  }

  @Scheduled(fixedDelay = 5000)
  void judge() {
    if (left.isEmpty()) {
      return;
    }
    try {
      for (UUID storage : Set.copyOf(left)) {
        if (!datasets.storages().contains(storage)) {
          store.delete(storage);
        }
        left.remove(storage);
      }
    } catch (IOException | RuntimeException later) {
      LOG.debug("Observations are left for the next time", later);
    }
  }
}
