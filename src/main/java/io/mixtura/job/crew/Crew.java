package io.mixtura.job.crew;

import io.mixtura.database.DatabaseTrouble;
import io.mixtura.job.Changes;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobOutcome;
import io.mixtura.job.JobOutcome.Failed;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobSettings;
import io.mixtura.job.JobState;
import io.mixtura.job.Lease;
import io.mixtura.job.LeasedJobs;
import io.mixtura.job.QueueFailure;
import io.mixtura.job.RunningJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The threads of this process that run jobs, from one start to the next stop. Each claims a job,
 * runs it to its end and looks for the next.
 */
final class Crew {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

  private final UUID owner = UUID.randomUUID();
  private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, JobHandler> handlers;
  private final LeasedJobs store;
  private final Endings endings;
  private final Changes changes;
  private final JobSettings settings;
  private final JobMetrics metrics;
  private volatile boolean stopping;
  private volatile boolean abandoned;

  Crew(
      Map<String, JobHandler> handlers,
      LeasedJobs store,
      Changes changes,
      JobSettings settings,
      JobMetrics metrics) {
    this.handlers = handlers;
    this.store = store;
    this.endings = new Endings(store, settings.lease(), () -> abandoned);
    this.changes = changes;
    this.settings = settings;
    this.metrics = metrics;
  }

  void start() {
    int size = handlers.isEmpty() ? 0 : settings.concurrency();
    for (int i = 0; i < size; i++) {
      threads.add(Thread.ofPlatform().name("job-" + i).daemon().start(this::work));
    }
  }

  /** What runs at the moment. */
  Set<RunningJob> running() {
    return running;
  }

  /** Whether all threads live that should. */
  boolean isAlive() {
    return stopping || threads.stream().allMatch(Thread::isAlive);
  }

  boolean runs(Lease lease) {
    return running.stream().anyMatch(run -> run.lease().equals(lease));
  }

  /** Asks all handlers to stop; no further job is claimed. */
  void requestStop() {
    stopping = true;
    running.forEach(RunningJob::requestStop);
    changes.announce();
  }

  /**
   * Waits until all threads are done.
   *
   * @return false when some are not in time; the leases of their jobs run out
   */
  boolean awaitStop(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean done = true;
    for (Thread thread : threads) {
      done &= join(thread, deadline - System.nanoTime());
    }
    abandoned = true;
    return done;
  }

  private static boolean join(Thread thread, long nanos) {
    try {
      return thread.join(Duration.ofNanos(Math.max(nanos, 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work() {
    Troubles troubles = new Troubles("waiting jobs cannot be claimed");
    while (!stopping) {
      if (!troubles.none(this::runOrWait)) {
        // Takes no memory, of which there may be none.
        LockSupport.parkNanos(settings.poll().toNanos());
      }
    }
  }

  private boolean runOrWait() {
    long seen = changes.count();
    if (!claimAndRun() && !stopping) {
      changes.await(seen, settings.poll().toNanos());
    }
    return true;
  }

  private boolean claimAndRun() {
    Optional<RunningJob> claimed = store.claim(handlers.keySet(), owner);
    claimed.ifPresent(this::run);
    return claimed.isPresent();
  }

  private void run(RunningJob run) {
    long startedAt = System.nanoTime();
    running.add(run);
    try (var _ = run.job().tenant().enter();
        var _ = MDC.putCloseable("job", run.job().id().toString())) {
      if (stopping) {
        run.requestStop();
      }
      LOG.info(
          "job {} ({}) starts, attempt {}", run.job().id(), run.job().kind(), run.job().attempts());
      Optional<JobState> end = endings.end(run, outcome(run));
      end.ifPresent(state -> ended(run, state, System.nanoTime() - startedAt));
    } finally {
      running.remove(run);
      changes.announce();
    }
  }

  private void ended(RunningJob run, JobState state, long nanos) {
    LOG.info("job {} is {} after {} ms", run.job().id(), state, nanos / 1_000_000);
    metrics.ran(run.job(), state, nanos);
  }

  private JobOutcome outcome(RunningJob run) {
    try {
      return handler(run.job().kind()).run(run);
    } catch (RuntimeException e) {
      return DatabaseTrouble.isPassing(e) ? backToTheQueue(run, e) : failed(run, e);
    } catch (Exception | Error e) {
      // An Error, too: a fit that needs more memory than there is fails, its thread lives on.
      return failed(run, e);
    } finally {
      // An interrupted thread that writes to an H2 file closes it, for everybody.
      Thread.interrupted();
    }
  }

  private static JobOutcome failed(RunningJob run, Throwable e) {
    LOG.error("job {} failed", run.job().id(), e);
    return new Failed(QueueFailure.of(e).toJson());
  }

  /** It is not the job's fault, so it costs no attempt; what it needs may be there next time. */
  private JobOutcome backToTheQueue(RunningJob run, RuntimeException e) {
    LOG.warn("job {} waits until the database answers: {}", run.job().id(), e.toString());
    run.requestStop();
    LockSupport.parkNanos(settings.poll().toNanos());
    return new Stopped(null, null);
  }

  private JobHandler handler(String kind) {
    return Objects.requireNonNull(handlers.get(kind), kind);
  }
}
