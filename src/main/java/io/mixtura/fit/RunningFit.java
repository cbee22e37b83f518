package io.mixtura.fit;

import io.mixtura.job.JobExecution;
import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.BootstrapObserver;
import io.mixtura.mixture.FitObserver.FitProgress;
import io.mixtura.mixture.SelectionCheckpoint;
import io.mixtura.mixture.SelectionObserver;
import io.mixtura.mixture.SelectionSpec;
import org.jspecify.annotations.Nullable;

/** Connects a fit to its job: progress, checkpoints and the wish to stop. */
final class RunningFit implements SelectionObserver {
  private final JobExecution execution;
  private final SelectionFormat format;
  private final Algorithm algorithm;
  private final FitMetrics metrics;
  private final long interval;
  private long lastWritten = System.nanoTime();
  private @Nullable Progress progress;
  private @Nullable SelectionCheckpoint checkpoint;

  RunningFit(
      JobExecution execution,
      SelectionFormat format,
      SelectionSpec spec,
      FitSettings settings,
      FitMetrics metrics) {
    this.execution = execution;
    this.format = format;
    this.algorithm = spec.candidates().getFirst().algorithm();
    this.metrics = metrics;
    this.interval = settings.checkpoint().toNanos();
  }

  @Override
  public boolean stopRequested() {
    return execution.stopRequested();
  }

  @Override
  public void starting(Place place, FitProgress current) {
    report(Progress.of(place, current, algorithm));
  }

  @Override
  public void iterated(Place place, FitProgress current, SelectionCheckpoint at) {
    Progress reached = Progress.of(place, current, algorithm);
    progress = reached;
    checkpoint = at;
    metrics.iterated(algorithm);
    report(reached);
    if (System.nanoTime() - lastWritten >= interval) {
      byte[] state = format.write(at);
      if (state != null) {
        execution.checkpoint(state);
      }
      lastWritten = System.nanoTime();
    }
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
          report(ended.repeated(replicate, replicates));
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

  byte @Nullable [] lastCheckpoint() {
    return checkpoint == null ? null : format.write(checkpoint);
  }
}
