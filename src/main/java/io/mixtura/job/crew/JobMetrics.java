package io.mixtura.job.crew;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.mixtura.caller.Tenant;
import io.mixtura.job.Job;
import io.mixtura.job.JobState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The meters under {@code mixtura.jobs}. */
final class JobMetrics {
  private final MeterRegistry registry;
  private final MultiGauge standing;
  private final Counter takeovers;

  JobMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.standing =
        MultiGauge.builder("mixtura.jobs.standing")
            .description(
                "Jobs in the database by tenant and state, those of other processes included")
            .register(registry);
    standing(Map.of());
    this.takeovers =
        Counter.builder("mixtura.jobs.takeovers")
            .description("Jobs that this process took from processes that went away")
            .register(registry);
  }

  void standing(Map<Tenant, Map<JobState, Long>> counts) {
    Map<Tenant, Map<JobState, Long>> all = new HashMap<>(counts);
    all.putIfAbsent(Tenant.DEFAULT, Map.of());
    standing.register(
        all.entrySet().stream().flatMap(of -> rows(of.getKey(), of.getValue())).toList(), true);
  }

  private static Stream<MultiGauge.Row<?>> rows(Tenant tenant, Map<JobState, Long> counts) {
    return Stream.of(JobState.values())
        .map(state ->
            MultiGauge.Row.of(
                Tags.of("tenant", tenant.name(), "state", state.name()),
                counts.getOrDefault(state, 0L)));
  }

  void takenOver(int jobs) {
    takeovers.increment(jobs);
  }

  void ran(Job job, JobState end, long nanos) {
    Timer.builder("mixtura.jobs.runs")
        .description("Runs of jobs in this process, by what they worked on and how they ended")
        .tag("kind", job.kind())
        .tag("end", end.name())
        .tag("tenant", job.tenant().name())
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }
}
