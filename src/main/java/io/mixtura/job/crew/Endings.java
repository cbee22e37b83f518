package io.mixtura.job.crew;

import io.mixtura.database.DatabaseTrouble;
import io.mixtura.job.JobOutcome;
import io.mixtura.job.JobOutcome.Failed;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobState;
import io.mixtura.job.LeasedJobs;
import io.mixtura.job.QueueFailure;
import io.mixtura.job.RunningJob;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how runs end. Hours of work may hang on one transaction, so that one is tried again
 * while the database does not answer; the fence sees to it that it takes effect at most once, even
 * when a commit came through whose confirmation did not.
 */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** With the pauses above, a minute. */
  private static final int TRIES = 16;

  private final LeasedJobs store;
  private final Duration lease;
  private final BooleanSupplier abandoned;

  /**
   * @param lease how long a lease lasts
   * @param abandoned whether the process goes down and there is no time left to try again
   */
  Endings(LeasedJobs store, Duration lease, BooleanSupplier abandoned) {
    this.store = store;
    this.lease = lease;
    this.abandoned = abandoned;
  }

  /** Ends a run; the state that the job went over to, empty when it was not this run's to end. */
  Optional<JobState> end(RunningJob run, JobOutcome outcome) {
    try {
      return persistently(run, asAsked(run, outcome));
    } catch (Exception | Error e) {
      LOG.error("job {}: its outcome could not be stored", run.job().id(), e);
      return fail(run, e);
    }
  }

  private Optional<JobState> fail(RunningJob run, Throwable thrown) {
    try {
      return persistently(run, new Failed(QueueFailure.of(thrown).toJson()));
    } catch (Exception | Error e) {
      LOG.error("job {}: its lease is left to run out", run.job().id(), e);
      return Optional.empty();
    }
  }

  /** A handler that stops unasked would be started again and again. */
  private static JobOutcome asAsked(RunningJob run, JobOutcome outcome) {
    if (outcome instanceof Stopped stopped && !run.stopRequested()) {
      String detail = "the handler stopped although nobody had asked it to";
      return new Failed(
          new QueueFailure(QueueFailure.Reason.ERROR, detail).toJson(), stopped.checkpoint());
    }
    return outcome;
  }

  private Optional<JobState> persistently(RunningJob run, JobOutcome outcome) {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; !run.isLost(); tries++) {
      try {
        return once(run, outcome);
      } catch (RuntimeException e) {
        if (!DatabaseTrouble.isPassing(e)
            || tries >= TRIES && answers(run) && !DatabaseTrouble.isDiskFull(e)) {
          throw e;
        }
        if (abandoned.getAsBoolean()) {
          // Not a failure of the job: whoever claims it next goes on from its checkpoint.
          LOG.warn("job {}: its lease is left to run out: {}", run.job().id(), e.toString());
          return Optional.empty();
        }
        // More and more seldom: a disk may be full for days.
        if (Integer.bitCount(tries) == 1) {
          LOG.warn(
              "job {}: its end could not be stored; trying again: {}",
              run.job().id(),
              e.toString());
        }
        pause(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
    return Optional.empty();
  }

  /** Whether the database takes the renewals of the lease, so that it must be this write. */
  private boolean answers(RunningJob run) {
    return run.sinceRenewal(System.nanoTime()) < lease.toNanos();
  }

  private Optional<JobState> once(RunningJob run, JobOutcome outcome) {
    run.ending(true);
    try {
      return run.reporting(report -> store.end(run.lease(), outcome, report));
    } catch (RuntimeException | Error e) {
      run.ending(false);
      throw e;
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
