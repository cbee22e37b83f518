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

  private final Job job;
  private final Lease lease;
  private final byte @Nullable [] start;
  private final LeasedJobs store;
  private final AtomicReference<@Nullable Supplier<String>> progress = new AtomicReference<>();
  private volatile boolean stopRequested;
  private volatile boolean lost;
  private volatile boolean ending;
  private volatile boolean unstored;
  private volatile long renewedAt;

  /**
   * A run that has just been claimed.
   *
   * @param start the checkpoint to start from
   * @param claimedAt {@link System#nanoTime()} before the claim was sent
   */
  RunningJob(Job job, Lease lease, byte @Nullable [] start, LeasedJobs store, long claimedAt) {
    this.job = job;
    this.lease = lease;
    this.start = start;
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
  public void checkpoint(byte[] state) {
    if (lost) {
      return;
    }
    long before = System.nanoTime();
    try {
      if (store.checkpoint(lease, state)) {
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
   * Hands the progress that was reported since the last time to a writer; null when there is none.
   * It counts as written unless the writer throws.
   */
  public <T> T writingProgress(Function<@Nullable String, T> writer) {
    Supplier<String> latest = progress.get();
    T result = writer.apply(latest == null ? null : told(latest));
    progress.compareAndSet(latest, null);
    return result;
  }

  /** Whether progress was reported that nobody has written yet. */
  public boolean hasProgress() {
    return progress.get() != null;
  }

  private @Nullable String told(Supplier<String> latest) {
    try {
      return latest.get();
    } catch (RuntimeException e) {
      LOG.warn("job {}: its progress could not be told", job.id(), e);
      return null;
    }
  }
}
