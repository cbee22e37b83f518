package io.mixtura.fit;

import io.mixtura.job.JobExecution;
import io.mixtura.mixture.FitCheckpoint;
import io.mixtura.mixture.FitObserver;
import io.mixtura.mixture.FitSpec;
import org.jspecify.annotations.Nullable;

/** Connects a fit to its job: progress, checkpoints and the wish to stop. */
final class RunningFit implements FitObserver {
  private final JobExecution execution;
  private final CheckpointFormat format;
  private final FitSpec spec;
  private final FitMetrics metrics;
  private final long interval;
  private long lastWritten = System.nanoTime();
  private @Nullable FitProgress progress;
  private @Nullable FitCheckpoint checkpoint;

  RunningFit(
      JobExecution execution,
      CheckpointFormat format,
      FitSpec spec,
      FitSettings settings,
      FitMetrics metrics) {
    this.execution = execution;
    this.format = format;
    this.spec = spec;
    this.metrics = metrics;
    this.interval = settings.checkpoint().toNanos();
  }

  @Override
  public boolean stopRequested() {
    return execution.stopRequested();
  }

  @Override
  public void starting(FitProgress current) {
    report(current);
  }

  @Override
  public void iterated(FitProgress current, FitCheckpoint at) {
    progress = current;
    checkpoint = at;
    metrics.iterated(spec.algorithm());
    report(current);
    if (System.nanoTime() - lastWritten >= interval) {
      execution.checkpoint(format.write(at));
      lastWritten = System.nanoTime();
    }
  }

  private void report(FitProgress current) {
    execution.progress(() -> FitJson.write(Progress.of(current, spec.algorithm())));
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
