package io.mixtura.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * A warning in the log that is written at most every ten seconds, and then tells how often it was
 * not: a disk that is full would be filled by the log that says so of every request.
 */
public final class ThrottledWarning {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong unsaid = new AtomicLong();
  private final Logger log;
  private final String what;

  /**
   * @param what the sentence, without what it was caused by
   */
  public ThrottledWarning(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** Says it, unless that was done a moment ago. */
  public void warn(Throwable failure) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + INTERVAL)) {
      unsaid.incrementAndGet();
      return;
    }
    long times = unsaid.getAndSet(0);
    String also = times == 0 ? "" : " (and %d times since this was said last)".formatted(times);
    log.warn("{}: {}{}", what, root(failure).toString(), also);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
