package io.mixtura.job.crew;

import io.mixtura.job.Changes;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobSettings;
import io.mixtura.job.JobState;
import io.mixtura.job.LeasedJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops this process's part in the queue. It stops before anything else does (its phase
 * is the default, the last one): who stops a container often grants ten seconds in all, and the
 * running jobs' checkpoints matter more than open connections.
 */
final class Workers implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /** Less than the ten seconds that a container is granted, with some time left for the rest. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Map<String, JobHandler> handlers;
  private final LeasedJobs store;
  private final Changes changes;
  private final JobSettings settings;
  private final JobMetrics metrics;
  private final boolean alone;
  private volatile @Nullable Crew crew;
  private volatile @Nullable Upkeep upkeep;

  /**
   * @param alone whether no other process can have the database open, so that whatever is said to
   *     run at the start belongs to a dead one
   */
  Workers(
      List<JobHandler> handlers,
      LeasedJobs store,
      Changes changes,
      JobSettings settings,
      JobMetrics metrics,
      boolean alone) {
    this.handlers =
        handlers.stream()
            .collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
    this.store = store;
    this.changes = changes;
    this.settings = settings;
    this.metrics = metrics;
    this.alone = alone;
  }

  @Override
  public synchronized void start() {
    if (crew != null) {
      return;
    }
    if (alone) {
      reclaim();
    }
    changes.open();
    Crew working = new Crew(handlers, store, changes, settings, metrics);
    Upkeep keeping = new Upkeep(working, store, changes, settings, metrics);
    working.start();
    keeping.start();
    crew = working;
    upkeep = keeping;
  }

  /** Whether this process does its part, as far as it has been started. */
  boolean isAlive() {
    Crew working = crew;
    Upkeep keeping = upkeep;
    return (working == null || working.isAlive()) && (keeping == null || keeping.isAlive());
  }

  private void reclaim() {
    List<JobState> taken = store.takeOverAll();
    if (!taken.isEmpty()) {
      LOG.warn("jobs ran when the service stopped without notice, and are now {}", taken);
      metrics.takenOver(taken.size());
    }
  }

  @Override
  public synchronized void stop() {
    Crew working = crew;
    Upkeep keeping = upkeep;
    if (working == null || keeping == null) {
      return;
    }
    working.requestStop();
    changes.close();
    if (!working.awaitStop(PATIENCE)) {
      LOG.warn("some jobs did not stop within {}; they go on when their leases ran out", PATIENCE);
    }
    keeping.stop();
    crew = null;
    upkeep = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return crew != null;
  }
}
