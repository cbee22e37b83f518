package io.mixtura.bench;

import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver;

/** Stops a fit after its first iteration: what was before is its initialization. */
final class Beginning implements FitObserver {
  private volatile boolean isOver;
  private long initialization;
  private double objective;

  @Override
  public boolean stopRequested() {
    return isOver;
  }

  @Override
  public void iterated(FitProgress progress, FitCheckpoint checkpoint) {
    initialization = checkpoint.timings().initialization();
    objective = progress.objective();
    isOver = true;
  }

  /** The milliseconds that it took, and the log-likelihood of where it led to. */
  Peer.Run took() {
    return new Peer.Run(initialization / 1e6, objective);
  }
}
