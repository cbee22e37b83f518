package io.mixtura.fit;

import io.mixtura.caller.Tenant;
import io.mixtura.fit.run.RunningFits;
import io.mixtura.job.Changes;
import io.mixtura.job.JobSettings;
import io.mixtura.job.Jobs;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The fits that are watched in this process: one watch for each, shared by all who look. */
@Component
class FitWatches {
  private final Jobs jobs;
  private final RunningFits running;
  private final FitReader reader;
  private final Changes changes;
  private final JobSettings settings;
  private final JsonMapper json;
  private final Map<Watched, Shared> watches = new HashMap<>();
  private final AtomicLong looks = new AtomicLong();

  private record Watched(Tenant tenant, UUID id) {}

  private static final class Shared {
    private final FitWatch watch;
    private int users;

    Shared(FitWatch watch) {
      this.watch = watch;
    }
  }

  /** The time for which somebody watches. */
  interface Stay extends AutoCloseable {
    FitWatch watch();

    @Override
    void close();
  }

  FitWatches(
      Jobs jobs,
      RunningFits running,
      FitReader reader,
      Changes changes,
      JobSettings settings,
      JsonMapper json) {
    this.jobs = jobs;
    this.running = running;
    this.reader = reader;
    this.changes = changes;
    this.settings = settings;
    this.json = json;
  }

  /**
   * Watches a fit of the tenant that is worked for.
   *
   * @param wantsModels whether models are to be seen, too
   */
  synchronized Stay enter(UUID id, boolean wantsModels) {
    Watched watched = new Watched(Tenant.current(), id);
    Shared shared = watches.computeIfAbsent(watched, this::begin);
    int models = wantsModels ? 1 : 0;
    shared.users++;
    shared.watch.wantModels(models);
    return new Stay() {
      @Override
      public FitWatch watch() {
        return shared.watch;
      }

      @Override
      public void close() {
        shared.watch.wantModels(-models);
        leave(watched, shared);
      }
    };
  }

  private Shared begin(Watched watched) {
    FitWatch watch =
        new FitWatch(
            watched.tenant(), watched.id(), jobs, running, reader, changes, settings, json);
    watch.start(looks::incrementAndGet);
    return new Shared(watch);
  }

  private synchronized void leave(Watched watched, Shared shared) {
    shared.users--;
    if (shared.users == 0) {
      watches.remove(watched, shared);
      shared.watch.leave();
    }
  }

  /** How often fits were looked at, for whoever it was. */
  long looks() {
    return looks.get();
  }
}
