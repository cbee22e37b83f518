package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The queue and its history, as the rooms that submit work see it: the jobs of the tenant for whom
 * they ask, and how long the queue of all is. Everything that writes joins the transaction of its
 * caller, if there is one.
 */
public class Jobs {
  /**
   * What is kept of the course of a job's work, as it is stored.
   *
   * @param written how often it has been
   * @param trace null if it has not
   * @param view what those who watch are shown besides; null if nobody in another process has asked
   */
  public record Trace(long written, @Nullable String trace, @Nullable String view) {
    /** Of a job that has left none. */
    public static final Trace NONE = new Trace(0, null, null);
  }

  /** The part of a job that changes while it is worked on. */
  public record Standing(JobState state, int attempts, @Nullable String progress) {}

  private final JdbcJobs jobs;
  private final JdbcTraces traces;
  private final TransactionOperations transaction;
  private final Changes changes;
  private final JobSettings settings;

  Jobs(JdbcQueue queue, TransactionOperations transaction, Changes changes, JobSettings settings) {
    this.jobs = queue.jobs();
    this.traces = queue.traces();
    this.transaction = transaction;
    this.changes = changes;
    this.settings = settings;
  }

  /**
   * Queues a job.
   *
   * @throws QueueFull when as many wait as may
   */
  public Job submit(NewJob job, QueueLimits limits) {
    return written(() -> {
      requireRoom(limits);
      jobs.insert(Tenant.current(), job);
      return get(job.id());
    });
  }

  private void requireRoom(QueueLimits limits) {
    if (jobs.count(Tenant.current(), JobState.QUEUED) >= limits.ofTenant()) {
      throw new QueueFull(limits.ofTenant(), true);
    }
    if (jobs.count(JobState.QUEUED) >= limits.ofAll()) {
      throw new QueueFull(limits.ofAll(), false);
    }
  }

  /** The job with this id. */
  public Optional<Job> find(UUID id) {
    return jobs.find(Tenant.current(), id);
  }

  /**
   * The job with this id.
   *
   * @throws UnknownJob when there is none
   */
  public Job get(UUID id) {
    return find(id).orElseThrow(() -> new UnknownJob(id));
  }

  /** Where a job stands, for those who look often; empty if there is none. */
  public Optional<Standing> standing(UUID id) {
    return jobs.standing(Tenant.current(), id);
  }

  /** What is kept of the course of a job's work. */
  public Trace trace(UUID id) {
    return traces.find(Tenant.current(), id);
  }

  /** The same without the trace itself if that has been written no more often than was seen. */
  public Trace traceSince(UUID id, long seen) {
    return traces.find(Tenant.current(), id, seen);
  }

  /** Has the process that runs a job show more than its progress, for so long from now. */
  public void watch(UUID id, Duration time) {
    Tenant tenant = Tenant.current();
    transaction.executeWithoutResult(_ -> traces.ask(tenant, id, time));
  }

  /** The newest job of a kind. */
  public Optional<Job> latest(String kind) {
    return list(kind, JobFilter.ALL, null, 1).stream().findFirst();
  }

  /**
   * Jobs of a kind, newest first.
   *
   * @param afterKey the {@link Job#key()} of the last job seen; null from the newest on
   * @param limit how many at most
   * @throws IllegalArgumentException when {@code afterKey} is not a key
   */
  public List<Job> list(String kind, JobFilter filter, @Nullable String afterKey, int limit) {
    return jobs.list(
        Tenant.current(), kind, filter, afterKey == null ? null : Job.Key.parse(afterKey), limit);
  }

  /** A job that waits or runs and works on this subject. */
  public Optional<Job> liveOn(String subject) {
    return jobs.liveOn(Tenant.current(), subject);
  }

  /** How many jobs are claimed before this one; empty unless it waits. */
  public OptionalInt queuePosition(UUID id) {
    return jobs.queuePosition(Tenant.current(), id);
  }

  /**
   * Asks a job to stop: one that waits is CANCELLED at once, one that runs is CANCELLING until its
   * handler has stopped; asking again changes nothing.
   *
   * @throws UnknownJob when there is none
   * @throws WrongJobState when it has come to rest already
   */
  public Job cancel(UUID id) {
    return written(() -> {
      Job job = lock(id);
      switch (job.state()) {
        case QUEUED -> jobs.cancelQueued(job.tenant(), id);
        case RUNNING -> jobs.requestCancel(job.tenant(), id);
        case CANCELLING -> {}
        case SUCCEEDED, FAILED, CANCELLED ->
            throw new WrongJobState(job, "only a job that waits or runs can be cancelled");
      }
      return get(id);
    });
  }

  /**
   * Queues a failed or cancelled job again; it goes on from its checkpoint.
   *
   * @throws UnknownJob when there is none
   * @throws WrongJobState when it neither failed nor was cancelled, or left no checkpoint
   * @throws QueueFull when as many wait as may
   */
  public Job resume(UUID id, QueueLimits limits) {
    return written(() -> {
      Job job = lock(id);
      if (!job.resumable()) {
        throw new WrongJobState(
            job, "only a failed or cancelled job that left a checkpoint can be resumed");
      }
      requireRoom(limits);
      jobs.requeue(job.tenant(), id);
      return get(id);
    });
  }

  /**
   * Replaces what is kept of a cancelled job, in one transaction with what comes of that.
   *
   * @param result makes of the job, which nobody else changes meanwhile, what is kept from now on
   * @throws UnknownJob when there is none
   * @throws WrongJobState when it was not cancelled
   */
  public Job amend(UUID id, Function<Job, String> result) {
    return written(() -> {
      Job job = lock(id);
      if (job.state() != JobState.CANCELLED) {
        throw new WrongJobState(job, "only of a cancelled job something is kept");
      }
      jobs.amend(job.tenant(), id, result.apply(job));
      return get(id);
    });
  }

  /**
   * Forgets a job that has come to rest.
   *
   * @throws UnknownJob when there is none
   * @throws WrongJobState when it still waits or runs
   */
  public void delete(UUID id) {
    written(() -> {
      Job job = lock(id);
      if (job.state().isLive()) {
        throw new WrongJobState(job, "a job that waits or runs must be cancelled first");
      }
      jobs.delete(job.tenant(), id);
      return job;
    });
  }

  /**
   * Waits until a job has come to rest, whichever process runs it. Not to be called inside of a
   * transaction.
   *
   * @param atMost how long; it returns sooner when this process shuts down
   * @return the job as it stands then
   * @throws UnknownJob when there is none
   */
  public Job awaitEnd(UUID id, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      long seen = changes.count();
      JobState state = jobs.state(Tenant.current(), id).orElseThrow(() -> new UnknownJob(id));
      long left = deadline - System.nanoTime();
      if (state.isTerminal()
          || left <= 0
          || changes.isClosed()
          || !changes.await(seen, Math.min(left, settings.poll().toNanos()))) {
        return get(id);
      }
    }
  }

  /** How many jobs of each tenant wait and run, of tenants that have any. */
  public Map<Tenant, Map<JobState, Long>> live() {
    return jobs.live();
  }

  private Job lock(UUID id) {
    return jobs.lock(Tenant.current(), id).orElseThrow(() -> new UnknownJob(id));
  }

  private Job written(Supplier<Job> write) {
    Job job = transaction.execute(status -> write.get());
    changes.announceAfterCommit();
    return job;
  }
}
