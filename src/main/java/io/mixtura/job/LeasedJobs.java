package io.mixtura.job;

import io.mixtura.caller.Tenant;
import io.mixtura.database.DatabaseRoom;
import io.mixtura.job.JobOutcome.Failed;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobOutcome.Succeeded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The acts of a process on the jobs that it claims, whichever tenant they are of, and on those that
 * nobody has: each method is one transaction, and what is done to a lease does nothing unless it
 * still holds.
 */
public final class LeasedJobs {
  /** Jobs that are deleted at a time. */
  public static final int BATCH = 500;

  private final JdbcJobs jobs;
  private final JdbcLeases leases;
  private final JdbcTakeovers takeovers;
  private final JdbcCheckpoints checkpoints;
  private final JdbcTraces traces;
  private final TransactionOperations transaction;
  private final JobSettings settings;
  private final RunningLimits limits;
  private final DatabaseRoom room;
  private final Witness witness;

  /** Is told, in the transaction in which it happens, what becomes of jobs unasked. */
  public interface Witness {
    /** One who tells nobody. */
    Witness NONE =
        new Witness() {
          @Override
          public void ended(Tenant tenant, UUID job, JobState state) {}

          @Override
          public void deleted(Tenant tenant, UUID job) {}
        };

    /** A run has brought a job to rest, or nobody is left to run it. */
    void ended(Tenant tenant, UUID job, JobState state);

    /** A job is older than jobs are kept. */
    void deleted(Tenant tenant, UUID job);
  }

  LeasedJobs(
      JdbcQueue queue,
      TransactionOperations transaction,
      JobSettings settings,
      RunningLimits limits,
      DatabaseRoom room,
      Witness witness) {
    this.witness = witness;
    this.limits = limits;
    this.jobs = queue.jobs();
    this.leases = queue.leases();
    this.takeovers = queue.takeovers();
    this.checkpoints = queue.checkpoints();
    this.traces = queue.traces();
    this.transaction = transaction;
    this.settings = settings;
    this.room = room;
  }

  /** Claims the job whose turn it is; none while there is no room for what it stores. */
  public Optional<RunningJob> claim(Set<String> kinds, UUID owner) {
    long before = System.nanoTime();
    if (room.isLow()) {
      return Optional.empty();
    }
    return inTransaction(() ->
        leases
            .claim(kinds, owner, settings.lease(), limits)
            .map(lease ->
                new RunningJob(
                    jobs.find(lease.tenant(), lease.job()).orElseThrow(),
                    lease,
                    checkpoints.find(lease.tenant(), lease.job()).orElse(null),
                    traces.find(lease.tenant(), lease.job()).trace(),
                    this,
                    before)));
  }

  /**
   * Renews the lease and writes what is reported.
   *
   * @return false when the lease is lost
   */
  public boolean renew(Lease lease, RunningJob.Report report) {
    return inTransaction(() -> renewed(lease, report));
  }

  private boolean renewed(Lease lease, RunningJob.Report report) {
    // First the update: it is the fence, and holds the job's row until the commit.
    boolean held = leases.renew(lease, settings.lease(), report.progress());
    if (held && report.trace() != null) {
      traces.write(lease.tenant(), lease.job(), report.trace());
    }
    return held;
  }

  /** Whether somebody in another process wants to see more of a job than its progress. */
  public boolean isAsked(Lease lease) {
    return traces.isAsked(lease.tenant(), lease.job());
  }

  /** Shows it to him. */
  public void show(Lease lease, String view) {
    traces.show(lease.tenant(), lease.job(), view);
  }

  /** RUNNING or CANCELLING; empty when the lease is lost. */
  public Optional<JobState> state(Lease lease) {
    return leases.state(lease);
  }

  /**
   * Stores a checkpoint and renews the lease.
   *
   * @return false when the lease is lost
   */
  boolean checkpoint(Lease lease, byte[] state, RunningJob.Report report) {
    room.require();
    return inTransaction(() -> {
      boolean held = renewed(lease, report);
      if (held) {
        checkpoints.replace(lease.tenant(), lease.job(), state);
      }
      return held;
    });
  }

  /**
   * Ends a run.
   *
   * @param report the last report
   * @return the state that the job went over to; empty when the lease is lost
   */
  public Optional<JobState> end(Lease lease, JobOutcome outcome, RunningJob.Report report) {
    return inTransaction(() -> {
      Optional<JobState> state = leases.lock(lease);
      if (state.isEmpty()) {
        return state;
      }
      renewed(lease, report);
      return Optional.of(
          witnessed(
              lease,
              switch (state.get()) {
                case RUNNING -> endUndisturbed(lease, outcome);
                case CANCELLING -> endCancelled(lease, outcome);
                case QUEUED, SUCCEEDED, FAILED, CANCELLED ->
                    throw new IllegalStateException(
                        "a job that is " + state.get() + " has an owner");
              }));
    });
  }

  private JobState witnessed(Lease lease, JobState state) {
    if (state.isTerminal()) {
      witness.ended(lease.tenant(), lease.job(), state);
    }
    return state;
  }

  private JobState endUndisturbed(Lease lease, JobOutcome outcome) {
    return switch (outcome) {
      case Succeeded success -> {
        room.require();
        String result = success.commit().get();
        checkpoints.delete(lease.tenant(), lease.job());
        yield leases.finish(lease, JobState.RUNNING.to(JobState.SUCCEEDED), result, null);
      }
      case Failed failed -> {
        keep(lease, failed.checkpoint());
        JobState next = JobState.RUNNING.to(JobState.FAILED);
        yield leases.finish(lease, next, null, failed.failureJson());
      }
      case Stopped stopped -> {
        keep(lease, stopped.checkpoint());
        yield leases.release(lease, JobState.RUNNING.to(JobState.QUEUED));
      }
    };
  }

  /** Whatever the handler made of it, a job that somebody cancelled ends as CANCELLED. */
  private JobState endCancelled(Lease lease, JobOutcome outcome) {
    return switch (outcome) {
      case Succeeded success -> endCancelled(lease, success.ifCancelled().get(), null);
      case Failed failed ->
          endCancelled(lease, new Stopped(failed.checkpoint(), null), failed.failureJson());
      case Stopped stopped -> endCancelled(lease, stopped, null);
    };
  }

  private JobState endCancelled(Lease lease, Stopped stopped, @Nullable String failure) {
    keep(lease, stopped.checkpoint());
    JobState next = JobState.CANCELLING.to(JobState.CANCELLED);
    return leases.finish(lease, next, stopped.result(), failure);
  }

  private void keep(Lease lease, byte @Nullable [] checkpoint) {
    if (checkpoint != null) {
      checkpoints.replace(lease.tenant(), lease.job(), checkpoint);
    }
  }

  /**
   * Takes the jobs whose lease ran out.
   *
   * @param runsHere whether a run is alive in this very process: it was only late (a suspended
   *     machine, a database that did not answer) and renews its lease by itself
   * @return the states that they went over to
   */
  public List<JobState> takeOverExpired(Predicate<Lease> runsHere) {
    return inTransaction(() ->
        takeovers.expired().stream()
            .filter(orphan -> !runsHere.test(orphan.lease()))
            .map(this::takeOver)
            .toList());
  }

  /** Takes all running jobs, when no other process can be running any. */
  public List<JobState> takeOverAll() {
    return inTransaction(() -> takeovers.all().stream().map(this::takeOver).toList());
  }

  private JobState takeOver(JdbcTakeovers.Orphan orphan) {
    return witnessed(orphan.lease(), over(orphan));
  }

  private JobState over(JdbcTakeovers.Orphan orphan) {
    if (orphan.state() == JobState.CANCELLING) {
      return takeovers.finish(orphan, orphan.state().to(JobState.CANCELLED), null);
    }
    if (orphan.attempts() >= settings.attempts()) {
      String failure = QueueFailure.attempts(orphan.attempts()).toJson();
      return takeovers.finish(orphan, orphan.state().to(JobState.FAILED), failure);
    }
    return takeovers.requeue(orphan, orphan.state().to(JobState.QUEUED));
  }

  /** How many jobs each tenant has in each state. */
  public Map<Tenant, Map<JobState, Long>> counts() {
    return jobs.counts();
  }

  /**
   * Deletes jobs that came to rest so long ago or earlier; returns how many, {@value #BATCH} if
   * there may be more.
   */
  public int deleteFinishedBefore(Duration age) {
    return inTransaction(() -> {
      List<JdbcJobs.Old> old = jobs.lockFinishedBefore(age, BATCH);
      for (JdbcJobs.Old job : old) {
        jobs.delete(job.tenant(), job.id());
        witness.deleted(job.tenant(), job.id());
      }
      return old.size();
    });
  }

  private <T> T inTransaction(Supplier<T> action) {
    return transaction.execute(status -> action.get());
  }
}
