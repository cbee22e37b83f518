package io.mixtura.job;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One run of a job in this process. */
public final class RunningJob implements JobExecution {
  private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

  /**
   * A report of a running job; null for what is stored already, or unchanged.
   *
   * @param progress how far it has come
   * @param trace what is to be kept of how it came there
   */
  public record Report(@Nullable String progress, @Nullable String trace) {
    /** Nothing to report. */
    public static final Report NOTHING = new Report(null, null);
  }

  private final Job job;
  private final Lease lease;
  private final byte @Nullable [] start;
  private final LeasedJobs store;
  private final @Nullable String course;
  private final AtomicReference<@Nullable Supplier<String>> progress = new AtomicReference<>();
  private final AtomicReference<@Nullable Supplier<String>> trace = new AtomicReference<>();
  private final AtomicReference<@Nullable Supplier<String>> view = new AtomicReference<>();
  private volatile boolean watched;
  private volatile boolean stopRequested;
  private volatile boolean lost;
  private volatile boolean ending;
  private volatile boolean unstored;
  private volatile long renewedAt;

  /**
   * A run that has just been claimed.
   *
   * @param start the checkpoint to start from
   * @param course the trace of earlier runs
   * @param claimedAt {@link System#nanoTime()} before the claim was sent
   */
  RunningJob(
      Job job,
      Lease lease,
      byte @Nullable [] start,
      @Nullable String course,
      LeasedJobs store,
      long claimedAt) {
    this.job = job;
    this.lease = lease;
    this.start = start;
    this.course = course;
    this.store = store;
    this.renewedAt = claimedAt;
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public Optional<byte[]> checkpoint() {
    return Optional.ofNullable(start).map(byte[]::clone);
  }

  @Override
  public boolean stopRequested() {
    return stopRequested;
  }

  @Override
  public void progress(Supplier<String> json) {
    progress.set(json);
  }

  @Override
  public Optional<String> trace() {
    return Optional.ofNullable(course);
  }

  @Override
  public void trace(Supplier<String> json) {
    trace.set(json);
  }

  @Override
  public boolean isWatched() {
    return watched;
  }

  @Override
  public void show(Supplier<String> json) {
    view.set(json);
  }

  /** States whether somebody in another process watches. */
  public void watched(boolean byOthers) {
    watched = byOthers;
  }

  /** What those who watch are to be shown; null if nothing new. */
  public @Nullable String takeView() {
    Supplier<String> latest = view.getAndSet(null);
    return latest == null ? null : told(latest);
  }

  @Override
  public void checkpoint(byte[] state) {
    if (lost) {
      return;
    }
    long before = System.nanoTime();
    try {
      // With what was reported: a run that goes on from there knows what had happened before.
      if (reporting(report -> store.checkpoint(lease, state, report))) {
        renewed(before);
      } else {
        lose();
      }
      unstored = false;
    } catch (DataAccessException | TransactionException e) {
      report(e);
    }
  }

  /** Once: the next ones fail for the same reason, every two seconds. */
  private void report(Exception e) {
    if (!unstored) {
      LOG.warn(
          "job {}: a checkpoint could not be stored; the work goes on: {}", job.id(), e.toString());
    }
    unstored = true;
  }

  public Lease lease() {
    return lease;
  }

  /** Asks the handler to stop. */
  public void requestStop() {
    stopRequested = true;
  }

  /** The job belongs to another run by now; nothing is written any more. */
  public void lose() {
    if (!lost) {
      lost = true;
      stopRequested = true;
      LOG.warn("job {} no longer belongs to this process; its run here stops", job.id());
    }
  }

  public boolean isLost() {
    return lost;
  }

  /** States that the lease was renewed by a statement sent at that {@link System#nanoTime()}. */
  public void renewed(long sentAt) {
    renewedAt = sentAt;
  }

  /** Nanoseconds since the lease was last known to be renewed. */
  public long sinceRenewal(long now) {
    return now - renewedAt;
  }

  /** Whether the transaction that ends the run is under way or done. */
  public boolean isEnding() {
    return ending;
  }

  public void ending(boolean underWayOrDone) {
    ending = underWayOrDone;
  }

  /**
   * Hands what was reported since the last time to a writer. It counts as written unless the writer
   * throws. One writer after the other: no earlier report may take the place of a later one.
   */
  public synchronized <T> T reporting(Function<Report, T> writer) {
    // First the progress: whoever reads it finds in the trace all that had happened by then.
    Supplier<String> latest = progress.get();
    Supplier<String> course = trace.get();
    T result = writer.apply(new Report(told(latest), told(course)));
    progress.compareAndSet(latest, null);
    trace.compareAndSet(course, null);
    return result;
  }

  /** Whether something was reported that nobody has written yet. */
  public boolean hasReport() {
    return progress.get() != null || trace.get() != null;
  }

  private @Nullable String told(@Nullable Supplier<String> latest) {
    try {
      return latest == null ? null : latest.get();
    } catch (RuntimeException e) {
      LOG.warn("job {}: its progress could not be told", job.id(), e);
      return null;
    }
  }
}
