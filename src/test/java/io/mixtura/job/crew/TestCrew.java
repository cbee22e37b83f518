package io.mixtura.job.crew;

import io.micrometer.core.instrument.MeterRegistry;
import io.mixtura.job.Changes;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobSettings;
import io.mixtura.job.LeasedJobs;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The part of a test's process in the queue. */
public final class TestCrew {
  private TestCrew() {}

  /** Whether its threads are alive. */
  public static boolean isAlive(SmartLifecycle crew) {
    return ((Workers) crew).isAlive();
  }

  /** One that has not started yet. */
  public static SmartLifecycle of(
      List<JobHandler> handlers,
      LeasedJobs leased,
      Changes changes,
      JobSettings settings,
      MeterRegistry meters,
      boolean alone) {
    return new Workers(handlers, leased, changes, settings, new JobMetrics(meters), alone);
  }
}
