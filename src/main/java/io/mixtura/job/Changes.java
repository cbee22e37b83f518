package io.mixtura.job;

import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes the threads of this process that wait for something to happen in the queue. Only a
 * shortcut: what happens in another process is seen by polling.
 */
public final class Changes {
  private long count;
  private boolean closed;

  /** Says that something changed, now or as soon as the current transaction is committed. */
  void announceAfterCommit() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      announce();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            announce();
          }
        });
  }

  public synchronized void announce() {
    count++;
    notifyAll();
  }

  /** How much has changed so far; to be read before looking at what {@link #await} waits for. */
  public synchronized long count() {
    return count;
  }

  /** Nobody waits any more, until {@link #open}. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  public synchronized void open() {
    closed = false;
  }

  /** Whether this process shuts down. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Waits for a change after {@code seen}, for the end of the time or for the shutdown.
   *
   * @return false when the thread was interrupted
   */
  public synchronized boolean await(long seen, long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      for (long left = nanos; left > 0 && count == seen && !closed; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
