package io.mixtura.web.body;

import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * The rate that a body has to come in at: only the time counts for which its sender is waited for.
 */
final class LowestRate {
  /** A connection may falter for this long. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final double NANOS = 1e9;

  private final DataSize lowest;
  private long waited;
  private long bytes;

  /**
   * @param lowest bytes per second
   */
  LowestRate(DataSize lowest) {
    this.lowest = lowest;
  }

  /** Counts bytes that were waited for; 408 when that takes too long. */
  void add(int read, long nanos) {
    waited += nanos;
    bytes += Math.max(0, read);
    double due = (waited - GRACE.toNanos()) / NANOS * lowest.toBytes();
    if (read >= 0 && bytes < due) {
      throw new Refusal(
          HttpStatus.REQUEST_TIMEOUT,
          "the body comes in slower than %d bytes per second (setting mixtura.limits.body-rate)"
              .formatted(lowest.toBytes()));
    }
  }
}
