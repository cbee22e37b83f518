package io.mixtura.mixture.testing;

import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what a fit tells, and stops it when it has asked often enough. */
public final class Recording implements FitObserver {
  private final List<FitProgress> progress = new ArrayList<>();
  private final List<FitCheckpoint> checkpoints = new ArrayList<>();
  private final AtomicLong questions = new AtomicLong();
  private final long stopAfter;

  public Recording() {
    this(Long.MAX_VALUE);
  }

  public Recording(long stopAfter) {
    this.stopAfter = stopAfter;
  }

  @Override
  public boolean stopRequested() {
    return questions.incrementAndGet() > stopAfter;
  }

  @Override
  public void iterated(FitProgress step, FitCheckpoint checkpoint) {
    progress.add(step);
    checkpoints.add(checkpoint);
  }

  public List<FitProgress> progress() {
    return progress;
  }

  public List<FitCheckpoint> checkpoints() {
    return checkpoints;
  }

  /** How often the fit asked whether to stop. */
  public long questions() {
    return questions.get();
  }
}
