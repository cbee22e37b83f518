package io.mixtura.fit.run;

import io.micrometer.core.instrument.Counter;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.job.JobExecution;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.selection.BootstrapObserver;
import io.mixtura.mixture.selection.SelectionCheckpoint;
import io.mixtura.mixture.selection.SelectionFormat;
import io.mixtura.mixture.selection.SelectionObserver;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.start.ChosenStarts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects a fit to its job: progress, checkpoints and the wish to stop. */
final class RunningFit implements SelectionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFit.class);

  private final JobExecution execution;
  private final SelectionSpec selection;
  private final SelectionFormat format;
  private final Algorithm algorithm;
  private final Counter iterations;
  private final long interval;
  private final Pace pace;
  private long lastWritten = System.nanoTime();
  private @Nullable Progress progress;
  private @Nullable SelectionCheckpoint checkpoint;

  RunningFit(JobExecution execution, ResolvedFit fit, FitSettings settings, FitMetrics metrics) {
    this.execution = execution;
    this.selection = fit.selection();
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
    report(reached);
    if (System.nanoTime() - lastWritten >= interval) {
      keep(at);
      lastWritten = System.nanoTime();
    }
  }

  private Progress reached(Place place, FitProgress current) {
    pace.fitting(place, current);
    return Progress.of(place, current, algorithm, pace);
  }

  /** Has the job go on from there after a takeover. */
  void keep(SelectionCheckpoint at) {
    byte[] state = bytes(at);
    if (state != null) {
      execution.checkpoint(state);
    }
  }

  /** A checkpoint as the job stores it; null if there is nothing yet to go on from. */
  byte @Nullable [] bytes(SelectionCheckpoint at) {
    return format.write(at);
  }

  private void report(Progress current) {
    execution.progress(() -> FitJson.write(current));
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
          progress = ended.repeated(replicate, replicates, pace);
          reportLast();
        }
      }
    };
  }

  /** So that the fit shows where it ended, however short it was. */
  void reportLast() {
    if (progress != null) {
      report(progress);
    }
  }

  /** The last report of a fit that has come to its end. */
  void reportEnd() {
    if (progress != null) {
      report(progress.ended());
    }
  }

  byte @Nullable [] lastCheckpoint() {
    return checkpoint == null ? null : bytes(checkpoint);
  }
}
