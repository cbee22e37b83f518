package io.mixtura.usage;

import io.mixtura.caller.Tenant;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.Stored;
import io.mixtura.job.JobState;
import io.mixtura.job.Jobs;
import io.mixtura.usage.UsageController.OfShare;
import io.mixtura.usage.UsageController.Used;
import io.mixtura.web.body.Limits;
import io.mixtura.web.body.TenantShare;
import io.mixtura.web.body.TotalShare;
import io.mixtura.web.body.Traffic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts what is used, wherever it is, at the moment of the question. */
@Component
class Usage {
  private final Datasets datasets;
  private final Jobs jobs;
  private final Traffic traffic;
  private final Limits limits;

  Usage(Datasets datasets, Jobs jobs, Traffic traffic, Limits limits) {
    this.datasets = datasets;
    this.jobs = jobs;
    this.traffic = traffic;
    this.limits = limits;
  }

  Used of(Tenant tenant) {
    TenantShare share = limits.tenant();
    List<Stored> stored =
        datasets.stored().stream().filter(of -> of.tenant().equals(tenant)).toList();
    Collection<Map<JobState, Long>> live = List.of(jobs.live().getOrDefault(tenant, Map.of()));
    return new Used(
        new OfShare(values(stored), share.values()),
        new OfShare(bytes(stored), share.bytes().toBytes()),
        new OfShare(queued(live), share.queue()),
        new OfShare(running(live), share.running()),
        new OfShare(traffic.requests(tenant), share.requests()),
        new OfShare(traffic.streams(tenant), share.streams()));
  }

  Used ofAll() {
    TotalShare share = limits.total();
    List<Stored> stored = datasets.stored();
    Collection<Map<JobState, Long>> live = jobs.live().values();
    return new Used(
        new OfShare(values(stored), share.values()),
        new OfShare(bytes(stored), share.bytes().toBytes()),
        new OfShare(queued(live), limits.queue()),
        new OfShare(running(live), share.running()),
        new OfShare(traffic.requests(), share.requests()),
        new OfShare(traffic.streams(), share.streams()));
  }

  private static long values(List<Stored> stored) {
    return stored.stream().mapToLong(Stored::values).sum();
  }

  private static long bytes(List<Stored> stored) {
    return stored.stream().mapToLong(Stored::bytes).sum();
  }

  private static long queued(Collection<Map<JobState, Long>> live) {
    return count(live, JobState.QUEUED);
  }

  /** One that is being cancelled runs until it has stopped. */
  private static long running(Collection<Map<JobState, Long>> live) {
    return count(live, JobState.RUNNING) + count(live, JobState.CANCELLING);
  }

  private static long count(Collection<Map<JobState, Long>> live, JobState state) {
    return live.stream().mapToLong(of -> of.getOrDefault(state, 0L)).sum();
  }
}
