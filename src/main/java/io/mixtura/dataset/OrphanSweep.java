package io.mixtura.dataset;

import io.mixtura.dataset.store.ObservationHome;
import io.mixtura.dataset.store.ObservationStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes observations that a crash has left without a dataset: at start, before the first request,
 * and every hour, for those that another process has left.
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
    sweep(home.isShared() ? abandoned() : Instant.MAX);
  }

  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void sweepAgain() {
    sweep(abandoned());
  }

  private Instant abandoned() {
    return clock.instant().minus(ALIVE);
  }

  private void sweep(Instant before) {
    try {
      store.sweep(datasets.places(), before);
    } catch (IOException unswept) {
      LOG.warn("Observations that no dataset refers to could not be deleted", unswept);
    }
  }
}
