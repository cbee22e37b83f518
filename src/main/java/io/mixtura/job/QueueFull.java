package io.mixtura.job;

/** The failure to queue a job: as many wait as may wait. */
public class QueueFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int limit;
  private final boolean ofTenant;

  QueueFull(int limit, boolean ofTenant) {
    super(limit + " jobs wait already, as many as may wait");
    this.limit = limit;
    this.ofTenant = ofTenant;
  }

  /** Whether it is this tenant's own that are too many. */
  public boolean ofTenant() {
    return ofTenant;
  }

  /** How many may wait. */
  public int limit() {
    return limit;
  }
}
