package io.mixtura.fit;

import io.mixtura.caller.Tenant;
import io.mixtura.database.DatabaseTrouble;
import io.mixtura.fit.run.FitJson;
import io.mixtura.fit.run.FitResult;
import io.mixtura.fit.run.FitTrace;
import io.mixtura.fit.run.Progress;
import io.mixtura.fit.run.RunningFits;
import io.mixtura.job.Changes;
import io.mixtura.job.Job;
import io.mixtura.job.JobSettings;
import io.mixtura.job.JobState;
import io.mixtura.job.Jobs;
import io.mixtura.model.document.ModelAtWork;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at a fit for all who watch it in this process, however many they are: a loop on a thread of
 * its own for as long as there is one. What it shows is what is stored, so that it is the same in
 * each process, and nothing is told that could be taken back; but for models, which pass.
 */
final class FitWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FitWatch.class);

  /** As often as models are made. */
  private static final Duration MODELS = Duration.ofMillis(100);

  /** In which nothing happens that this process is not told of. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /**
   * How long the process that runs the fit is asked for models; asked again after a third of it.
   */
  private static final Duration ASKED = Duration.ofSeconds(6);

  private final Tenant tenant;
  private final UUID id;
  private final Jobs jobs;
  private final RunningFits running;
  private final FitReader reader;
  private final Changes queue;
  private final JobSettings settings;
  private final JsonMapper json;
  private final FitLog log;
  private final Changes news = new Changes();
  private volatile Told told = Told.NOTHING;
  private volatile boolean left;
  private final AtomicInteger wantingModels = new AtomicInteger();
  private FitTrace trace = FitTrace.NONE;
  private long written;
  private long lookedAt = System.nanoTime() - IDLE.toNanos();
  private long askedAt = System.nanoTime() - ASKED.toNanos();
  private @Nullable Object model;

  /**
   * All that is told of a fit at the moment.
   *
   * @param state where it stands in the queue; null before the first look
   * @param past candidates that have ended, and what was reported before
   * @param progress how far it has come
   * @param model of the start at work
   * @param end how it ended
   * @param isGone whether there is no such fit any more
   * @param isClosing whether this process goes down
   */
  record Told(
      @Nullable FitEvent state,
      List<FitEvent> past,
      @Nullable FitEvent progress,
      @Nullable FitEvent model,
      @Nullable FitEvent end,
      boolean isGone,
      boolean isClosing) {
    static final Told NOTHING = new Told(null, List.of(), null, null, null, false, false);

    Told with(@Nullable FitEvent shown) {
      return new Told(state, past, progress, shown, end, isGone, isClosing);
    }

    Told gone() {
      return new Told(state, past, progress, null, end, true, isClosing);
    }

    Told closing() {
      return new Told(state, past, progress, model, end, isGone, true);
    }
  }

  FitWatch(
      Tenant tenant,
      UUID id,
      Jobs jobs,
      RunningFits running,
      FitReader reader,
      Changes queue,
      JobSettings settings,
      JsonMapper json) {
    this.tenant = tenant;
    this.id = id;
    this.jobs = jobs;
    this.running = running;
    this.reader = reader;
    this.queue = queue;
    this.settings = settings;
    this.json = json;
    this.log = new FitLog(json);
  }

  void start(Runnable looked) {
    Thread.ofVirtual().name("watch").start(() -> follow(looked));
  }

  /** What is new, for those who wait. */
  Changes news() {
    return news;
  }

  Told told() {
    return told;
  }

  /** Whether one more of those who watch wants to see models, too, or one less. */
  void wantModels(int more) {
    wantingModels.addAndGet(more);
  }

  private boolean wantsModels() {
    return wantingModels.get() > 0;
  }

  /** Nobody watches any more. */
  void leave() {
    left = true;
    queue.announce();
  }

  private void follow(Runnable looked) {
    try (var _ = tenant.enter()) {
      while (!left && !told.isGone() && !told.isClosing()) {
        long seen = queue.count();
        Told before = told;
        look(looked);
        if (queue.isClosed()) {
          told = told.closing();
        }
        if (told != before) {
          news.announce();
        }
        queue.await(seen, pause().toNanos());
      }
    } catch (RuntimeException | Error e) {
      LOG.error("fit {} can no longer be watched", id, e);
      told = told.closing();
      news.announce();
    }
  }

  private Duration pause() {
    if (told.end() != null) {
      return IDLE;
    }
    return wantsModels() && running.has(id) ? MODELS : settings.poll();
  }

  private void look(Runnable looked) {
    if (System.nanoTime() - lookedAt >= settings.poll().toNanos()) {
      lookedAt = System.nanoTime();
      looked.run();
      try {
        lookUp();
      } catch (RuntimeException e) {
        if (!DatabaseTrouble.isPassing(e)) {
          throw e;
        }
      }
    }
    if (wantsModels() && told.end() == null) {
      show(running.watch(id));
    }
  }

  private void lookUp() {
    Optional<Jobs.Standing> now = jobs.standing(id);
    if (now.isEmpty()) {
      told = told.gone();
      return;
    }
    // After the standing: what had ended when it was written stands in the trace by now.
    Jobs.Trace kept = jobs.traceSince(id, written);
    boolean isNew = kept.trace() != null;
    if (isNew) {
      trace = FitTrace.of(kept.trace());
      written = kept.written();
    }
    tell(now.get(), isNew);
    if (wantsModels() && now.get().state() == JobState.RUNNING && !running.has(id)) {
      follow(kept.view());
    }
  }

  private void tell(Jobs.Standing now, boolean isNew) {
    Told before = told;
    FitEvent state = state(now);
    Progress reached = FitJson.read(now.progress(), Progress.class);
    FitEvent progress = reached == null ? null : log.progress(reached, false);
    if (now.state().isTerminal()) {
      if (before.end() == null || isNew) {
        told = ended(jobs.get(id), state, progress);
      }
    } else if (isNew || isOther(state, before.state()) || isOther(progress, before.progress())) {
      told =
          new Told(
              isOther(state, before.state()) ? state : before.state(),
              isNew ? log.events(trace, null) : before.past(),
              isOther(progress, before.progress()) ? progress : before.progress(),
              before.model(),
              null,
              false,
              false);
    }
  }

  private static boolean isOther(@Nullable FitEvent now, @Nullable FitEvent before) {
    return now == null || before == null
        ? now != before
        : now.id() != before.id() || !Arrays.equals(now.text().bytes(), before.text().bytes());
  }

  private FitEvent state(Jobs.Standing now) {
    boolean waits = now.state() == JobState.QUEUED;
    OptionalInt position = waits ? jobs.queuePosition(id) : OptionalInt.empty();
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("state", now.state());
    state.put("queuePosition", position.isPresent() ? position.getAsInt() : null);
    state.put("attempts", now.attempts());
    return FitEvent.passing("state", json.writeValueAsString(state));
  }

  private Told ended(Job job, FitEvent state, @Nullable FitEvent progress) {
    FitResult result = reader.fit(job).result();
    List<FitEvent> past = log.events(trace, result);
    long last = past.isEmpty() ? 0 : past.getLast().id();
    long number =
        1 + Math.max(Math.max(trace.sequence(), last), progress == null ? 0 : progress.id());
    FitEvent end = FitEvent.numbered(number, "end", false, json, reader.brief(job));
    return new Told(state, past, progress, null, end, false, false);
  }

  /** Of a fit that runs elsewhere: it is asked there, and answers into the database. */
  private void follow(@Nullable String view) {
    if (System.nanoTime() - askedAt >= ASKED.toNanos() / 3) {
      askedAt = System.nanoTime();
      jobs.watch(id, ASKED);
    }
    if (view != null && !view.equals(model)) {
      model = view;
      told = told.with(FitEvent.passing("model", view));
    }
  }

  private void show(@Nullable ModelAtWork atWork) {
    if (atWork != null && atWork != model) {
      model = atWork;
      told = told.with(FitEvent.passing("model", json.writeValueAsString(atWork)));
    }
  }
}
