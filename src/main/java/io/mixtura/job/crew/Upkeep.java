package io.mixtura.job.crew;

import io.mixtura.job.Changes;
import io.mixtura.job.JobSettings;
import io.mixtura.job.JobState;
import io.mixtura.job.LeasedJobs;
import io.mixtura.job.RunningJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that is done at regular times while a crew works: leases are renewed, progress is
 * written, cancellations are heard, expired jobs taken over, old ones deleted, all counted. On a
 * thread each, so that a statement that hangs does not keep a lease from being renewed or from
 * being given up; and on plain ones, since a timer that runs out of memory between two times
 * forgets without a word what it was to do.
 */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** So that a retention of minutes is kept to the minute; one statement, which finds nothing. */
  private static final Duration RETENTION_INTERVAL = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Crew crew;
  private final LeasedJobs store;
  private final Changes changes;
  private final JobSettings settings;
  private final JobMetrics metrics;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  Upkeep(Crew crew, LeasedJobs store, Changes changes, JobSettings settings, JobMetrics metrics) {
    this.crew = crew;
    this.store = store;
    this.changes = changes;
    this.settings = settings;
    this.metrics = metrics;
  }

  void start() {
    every(settings.poll(), "leases of running jobs cannot be renewed", this::keepLeases);
    every(settings.poll(), "leases cannot be watched", this::giveUpLapsed);
    every(settings.poll(), "expired jobs cannot be looked for", this::takeOver);
    every(settings.heartbeat(), "jobs cannot be counted", () -> metrics.standing(store.counts()));
    every(RETENTION_INTERVAL, "old jobs cannot be deleted", this::deleteOld);
  }

  /** Whether all threads live that should. */
  boolean isAlive() {
    return stopping || threads.stream().allMatch(Thread::isAlive);
  }

  /** Interrupts nothing: an interrupted thread that writes to an H2 file closes it. */
  void stop() {
    stopping = true;
    threads.forEach(LockSupport::unpark);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void every(Duration interval, String trouble, Runnable action) {
    Troubles troubles = new Troubles(trouble);
    BooleanSupplier once =
        () -> {
          action.run();
          return true;
        };
    String name = "job-upkeep-" + threads.size();
    threads.add(
        Thread.ofPlatform().name(name).daemon().start(() -> repeat(troubles, once, interval)));
  }

  private void repeat(Troubles troubles, BooleanSupplier once, Duration interval) {
    while (!stopping) {
      troubles.none(once);
      // Takes no memory, of which there may be none.
      LockSupport.parkNanos(interval.toNanos());
    }
  }

  private void keepLeases() {
    for (RunningJob run : crew.running()) {
      if (!run.isLost() && !run.isEnding()) {
        keepLease(run);
      }
    }
  }

  private void keepLease(RunningJob run) {
    long now = System.nanoTime();
    if (run.hasReport() || run.sinceRenewal(now) >= settings.heartbeat().toNanos()) {
      if (run.reporting(report -> store.renew(run.lease(), report))) {
        run.renewed(now);
      }
    }
    store.state(run.lease()).ifPresentOrElse(state -> heed(run, state), () -> miss(run));
    show(run);
  }

  private void show(RunningJob run) {
    run.watched(store.isAsked(run.lease()));
    String view = run.isWatched() ? run.takeView() : null;
    if (view != null) {
      store.show(run.lease(), view);
    }
  }

  private static void heed(RunningJob run, JobState state) {
    if (state == JobState.CANCELLING) {
      run.requestStop();
    }
  }

  private static void miss(RunningJob run) {
    // Its own end may just have been written.
    if (!run.isEnding()) {
      run.lose();
    }
  }

  /**
   * A process that cannot renew its lease must assume that another one runs the job as soon as that
   * is over. It stops a heartbeat earlier, so that its handler is done by then.
   */
  private void giveUpLapsed() {
    long limit = settings.lease().minus(settings.heartbeat()).toNanos();
    for (RunningJob run : crew.running()) {
      if (run.sinceRenewal(System.nanoTime()) > limit && !run.stopRequested()) {
        LOG.warn("job {} stops here: its lease could not be renewed in time", run.job().id());
        run.requestStop();
      }
    }
  }

  private void takeOver() {
    List<JobState> taken = store.takeOverExpired(crew::runs);
    if (!taken.isEmpty()) {
      LOG.warn("jobs of a process that went away were taken over, and are now {}", taken);
      metrics.takenOver(taken.size());
      changes.announce();
    }
  }

  private void deleteOld() {
    int deleted = store.deleteFinishedBefore(settings.retention());
    if (deleted > 0) {
      LOG.info(
          "{} jobs deleted that came to rest {} ago or earlier", deleted, settings.retention());
    }
  }
}
