package io.mixtura.job.crew;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the threads that run jobs, and keep their leases, are alive; a part of liveness. */
final class CrewHealth implements HealthIndicator {
  private final Workers workers;

  CrewHealth(Workers workers) {
    this.workers = workers;
  }

  @Override
  public Health health() {
    return (workers.isAlive() ? Health.up() : Health.down()).build();
  }
}
