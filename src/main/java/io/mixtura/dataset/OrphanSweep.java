package io.mixtura.dataset;

import io.mixtura.dataset.store.ObservationHome;
import io.mixtura.dataset.store.ObservationStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Deletes at start, before the first request, the observations that a crash has left without a
 * dataset.
 */
@Component
class OrphanSweep implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

  /** Far longer than an upload that is alive goes without writing a chunk. */
  private static final Duration ALIVE = Duration.ofHours(1);

  private final ObservationStore store;
  private final JdbcDatasets datasets;
  private final ObservationHome home;
  private final Clock clock;

  OrphanSweep(ObservationStore store, JdbcDatasets datasets, ObservationHome home, Clock clock) {
    this.store = store;
    this.datasets = datasets;
    this.home = home;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    // Where other processes work on the same datasets, what is young may be one of their uploads.
    Instant before = home.isShared() ? clock.instant().minus(ALIVE) : Instant.MAX;
    try {
      store.sweep(datasets.storages(), before);
    } catch (IOException unswept) {
      LOG.warn("Observations that no dataset refers to could not be deleted", unswept);
    }
  }
}
