package io.mixtura.job.crew;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mixtura.job.JobState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The meters under {@code mixtura.jobs}. */
final class JobMetrics {
  private final MeterRegistry registry;
  private final Map<JobState, AtomicLong> standing = new EnumMap<>(JobState.class);
  private final Counter takeovers;

  JobMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (JobState state : JobState.values()) {
      AtomicLong number = new AtomicLong();
      standing.put(state, number);
      Gauge.builder("mixtura.jobs.standing", number, AtomicLong::get)
          .description("Jobs in the database by state, those of other processes included")
          .tag("state", state.name())
          .register(registry);
    }
    this.takeovers =
        Counter.builder("mixtura.jobs.takeovers")
            .description("Jobs that this process took from processes that went away")
            .register(registry);
  }

  void standing(Map<JobState, Long> counts) {
    standing.forEach((state, number) -> number.set(counts.getOrDefault(state, 0L)));
  }

  void takenOver(int jobs) {
    takeovers.increment(jobs);
  }

  void ran(String kind, JobState end, long nanos) {
    Timer.builder("mixtura.jobs.runs")
        .description("Runs of jobs in this process, by what they worked on and how they ended")
        .tag("kind", kind)
        .tag("end", end.name())
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }
}
