package io.mixtura.job;

/** The failure to queue a job: as many wait as may wait. */
public class QueueFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int limit;

  QueueFull(int limit) {
    super(limit + " jobs wait already, as many as may wait");
    this.limit = limit;
  }

  /** How many may wait. */
  public int limit() {
    return limit;
  }
}
