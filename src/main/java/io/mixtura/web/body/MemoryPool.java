package io.mixtura.web.body;

import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A part of the heap that requests share. Who needs more than is left waits a little for others to
 * end; nobody is let in on the hope that it will do.
 */
final class MemoryPool {
  /** A semaphore counts in an int. */
  private static final long UNIT = 1 << 10;

  private final int units;
  private final Semaphore free;
  private final Duration patience;

  MemoryPool(long bytes, Duration patience) {
    this.units = Math.toIntExact(Math.max(1, bytes / UNIT));
    this.free = new Semaphore(units);
    this.patience = patience;
  }

  /**
   * Takes memory; a request that is larger than the pool takes all of it.
   *
   * @return what is to be given back
   * @throws Refusal 503 when others do not give enough back in time
   */
  int take(long bytes) {
    int wanted = Math.toIntExact(Math.clamp(Math.ceilDiv(bytes, UNIT), 1, units));
    try {
      if (free.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return wanted;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new Refusal(
        ProblemType.MEMORY_SHORT,
        "the service is reading as many requests as its memory allows; try again in a moment, or"
            + " upload large data as a dataset");
  }

  void giveBack(int taken) {
    free.release(taken);
  }
}
