package io.mixtura.fit.run;

import io.micrometer.core.instrument.Counter;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.job.JobExecution;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.fitting.FitObserver.StartEnd;
import io.mixtura.mixture.selection.BootstrapObserver;
import io.mixtura.mixture.selection.Candidate;
import io.mixtura.mixture.selection.SelectionCheckpoint;
import io.mixtura.mixture.selection.SelectionFormat;
import io.mixtura.mixture.selection.SelectionObserver;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.start.ChosenStarts;
import io.mixtura.model.document.ModelAtWork;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects a fit to its job: progress, checkpoints and the wish to stop. */
final class RunningFit implements SelectionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFit.class);

  /** Between two writings of the trace, but for the ends of candidates. */
  private static final long TRACES = 1_000_000_000;

  /** Between two models that are shown: as often as an eye can follow. */
  private static final long MODELS = 100_000_000;

  /** For so long after the last look it is believed that somebody watches. */
  private static final long WATCHED = 1_000_000_000;

  /** Lets something happen now and then. */
  private static final class Throttle {
    private final long interval;
    private long last;

    Throttle(long interval) {
      this.interval = interval;
      this.last = System.nanoTime() - interval;
    }

    boolean isDue() {
      return System.nanoTime() - last >= interval;
    }

    void done() {
      last = System.nanoTime();
    }
  }

  private final JobExecution execution;
  private final SelectionSpec selection;
  private final SelectionFormat format;
  private final Algorithm algorithm;
  private final Counter iterations;
  private final long interval;
  private final ResolvedFit fit;
  private final Pace pace;
  private final RunningTrace trace;
  private final Throttle traces = new Throttle(TRACES);
  private final Throttle models = new Throttle(MODELS);
  private volatile long watchedAt = System.nanoTime() - WATCHED;
  private volatile @Nullable ModelAtWork shown;
  private long lastWritten = System.nanoTime();
  private @Nullable Progress progress;
  private @Nullable SelectionCheckpoint checkpoint;

  RunningFit(JobExecution execution, ResolvedFit fit, FitSettings settings, FitMetrics metrics) {
    this.execution = execution;
    this.fit = fit;
    this.selection = fit.selection();
    this.trace = new RunningTrace(selection.isChoice());
    this.format = new SelectionFormat(selection, fit.columns().size());
    this.algorithm = fit.spec().algorithm();
    this.iterations = metrics.iterations(algorithm, execution.job().tenant());
    this.interval = settings.checkpoint().toNanos();
    this.pace =
        new Pace(
            fit.selection(),
            fit.bootstrap() != null,
            fractionBefore(execution.job().progress()),
            System::nanoTime);
  }

  /** What an earlier run of the fit has told of. */
  private static double fractionBefore(@Nullable String json) {
    Progress told = FitJson.read(json, Progress.class);
    Double fraction = told == null ? null : told.fraction();
    return fraction == null ? 0 : fraction;
  }

  /**
   * What is told from now on stands behind all that was, and behind the end that may have been.
   *
   * @param isAnother whether this run may come to other ends than those that are told of
   */
  private void recall(boolean isAnother) {
    trace.recall(FitTrace.of(execution.trace().orElse(null)), isAnother);
    Progress told = FitJson.read(execution.job().progress(), Progress.class);
    trace.atLeast(told == null ? 0 : told.number());
    trace.next();
    trace.next();
  }

  /** Where an earlier run of the fit stood; empty if this is the first, or that cannot be read. */
  Optional<SelectionCheckpoint> checkpoint() {
    Optional<SelectionCheckpoint> readable = execution.checkpoint().flatMap(format::read);
    readable.ifPresent(found ->
        LOG.info("fit {} goes on from its checkpoint: {}", execution.job().id(), place(found)));
    if (execution.checkpoint().isPresent() && readable.isEmpty()) {
      LOG.warn(
          "fit {}: its checkpoint is damaged or of a version with other arithmetic; it starts again",
          execution.job().id());
    }
    recall(execution.checkpoint().isPresent() && readable.isEmpty());
    return readable;
  }

  private String place(SelectionCheckpoint found) {
    FitCheckpoint ongoing = found.ongoing();
    EmState state = ongoing == null ? null : ongoing.state();
    String candidate =
        found.visits() == 0 ? "" : "candidate %d, ".formatted(found.candidate(selection));
    String fold = found.contender() == null ? "" : "fold %d, ".formatted(found.heldOut().size());
    return "%s%sstart %d, iteration %d"
        .formatted(
            candidate,
            fold,
            ongoing == null ? 0 : start(ongoing),
            state == null ? 0 : state.iteration());
  }

  /** The number of the start at work, or of the one that has ended last. */
  private static int start(FitCheckpoint ongoing) {
    ChosenStarts chosenStarts = ongoing.chosenStarts();
    if (chosenStarts == null) {
      return 0;
    }
    int last = chosenStarts.chosen().size() - 1;
    return chosenStarts.chosen().get(Math.min(ongoing.position(), last));
  }

  @Override
  public boolean stopRequested() {
    return execution.stopRequested();
  }

  @Override
  public void starting(Place place, FitProgress current) {
    Progress reached = reached(place, current);
    progress = reached;
    report(reached);
  }

  @Override
  public void iterated(Place place, FitProgress current, SelectionCheckpoint at) {
    Progress reached = reached(place, current);
    progress = reached;
    checkpoint = at;
    iterations.increment();
    if (place.fold() < 0) {
      trace.iterated(at.visits(), place.candidate(), current);
    }
    report(reached);
    if (System.nanoTime() - lastWritten >= interval) {
      keep(at);
      lastWritten = System.nanoTime();
    }
  }

  private Progress reached(Place place, FitProgress current) {
    pace.fitting(place, current);
    return Progress.of(place, current, algorithm, pace, trace.next());
  }

  @Override
  public void ended(Place place, int turn, FitProgress current, StartEnd end) {
    if (place.fold() < 0) {
      trace.ended(turn, place.candidate(), current, end);
    }
  }

  @Override
  public void settled(int candidate, int turn, Candidate result) {
    FitSpec of = fit.selection().candidates().get(candidate);
    if (trace.settled(turn, candidate, CandidateResult.of(of, result))) {
      keepTrace();
    }
  }

  @Override
  public boolean wantsModel() {
    boolean isWatched = execution.isWatched() || System.nanoTime() - watchedAt < WATCHED;
    return isWatched && models.isDue();
  }

  @Override
  public void seen(Place place, FitProgress current, MixtureModel model) {
    models.done();
    ModelAtWork at =
        ModelAtWork.of(
            place.candidate(),
            current.start(),
            current.position(),
            current.iteration(),
            algorithm,
            fit.columns(),
            model);
    shown = at;
    execution.show(() -> FitJson.write(at));
  }

  /** The model that was shown last; somebody looks at it here. */
  @Nullable ModelAtWork watch() {
    watchedAt = System.nanoTime();
    return shown;
  }

  /** Has the job go on from there after a takeover. */
  void keep(SelectionCheckpoint at) {
    byte[] state = bytes(at);
    if (state != null) {
      // What lies before the checkpoint will not be done again, and nobody could tell of it.
      keepTrace();
      execution.checkpoint(state);
    }
  }

  /** A checkpoint as the job stores it; null if there is nothing yet to go on from. */
  byte @Nullable [] bytes(SelectionCheckpoint at) {
    return format.write(at);
  }

  private void report(Progress current) {
    execution.progress(() -> FitJson.write(current));
    if (traces.isDue()) {
      trace.report(current);
      keepTrace();
    }
  }

  private void keepTrace() {
    traces.done();
    execution.trace(() -> FitJson.write(trace.kept()));
  }

  /**
   * Follows a bootstrap of what the fit came to. After a takeover it begins again from there, and
   * there is no progress of the fit itself to tell.
   */
  BootstrapObserver repeated(int replicates) {
    return new BootstrapObserver() {
      @Override
      public boolean stopRequested() {
        return execution.stopRequested();
      }

      @Override
      public void starting(int replicate) {
        Progress ended = progress;
        if (ended != null) {
          pace.repeating(replicate, replicates);
          progress = ended.repeated(replicate, replicates, pace, trace.next());
          report(progress);
        }
      }
    };
  }

  /** So that the fit shows where it ended, however short it was. */
  void reportLast() {
    if (progress != null) {
      report(progress);
    }
    keepTrace();
  }

  /** The last report of a fit that has come to its end. */
  void reportEnd() {
    if (progress != null) {
      report(progress.ended(trace.next()));
    }
    keepTrace();
  }

  byte @Nullable [] lastCheckpoint() {
    return checkpoint == null ? null : bytes(checkpoint);
  }
}
