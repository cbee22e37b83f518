package io.mixtura.dataset;

import io.mixtura.dataset.store.ObservationStore;
import io.mixtura.dataset.store.Place;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

  /** A commit whose confirmation was lost is through by then, or never will be. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /** When they may be judged, by storage. */
  private final Map<Place, Instant> left = new ConcurrentHashMap<>();

  private final ObservationStore store;
  private final JdbcDatasets datasets;
  private final Clock clock;

  Leftovers(ObservationStore store, JdbcDatasets datasets, Clock clock) {
    this.store = store;
    this.datasets = datasets;
    this.clock = clock;
  }

  /** Deletes observations to which no dataset refers, now or later. */
  void discard(Place storage) {
    try {
      store.delete(storage);
    } catch (IOException | RuntimeException later) {
      LOG.info("Observations {} are deleted later: {}", storage, later.toString());
      judgeLater(storage);
    }
  }

  /** Deletes observations later, unless a dataset refers to them. */
  void judgeLater(Place storage) {
    left.put(storage, clock.instant().plus(SETTLED));
  }

  @Scheduled(fixedDelay = 5000)
  void judge() {
    Set<Place> due = due();
    if (due.isEmpty()) {
      return;
    }
    try {
      Set<Place> referenced = datasets.places();
      for (Place storage : due) {
        if (!referenced.contains(storage)) {
          store.delete(storage);
        }
        left.remove(storage);
      }
    } catch (IOException | RuntimeException later) {
      LOG.debug("Observations are left for the next time", later);
    }
  }

  private Set<Place> due() {
    Instant now = clock.instant();
    return left.entrySet().stream()
        .filter(storage -> !storage.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
