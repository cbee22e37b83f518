package io.mixtura.bench;

import io.mixtura.mixture.fitting.FitCheckpoint;
import io.mixtura.mixture.fitting.FitObserver;

/** Times the iterations of a fit, without what comes before and after them. */
final class Stopwatch implements FitObserver {
  private long began;
  private long ended;
  private int iterations;

  @Override
  public boolean stopRequested() {
    return false;
  }

  @Override
  public void starting(FitProgress progress) {
    began = System.nanoTime();
  }

  @Override
  public void iterated(FitProgress progress, FitCheckpoint checkpoint) {
    ended = System.nanoTime();
    iterations = progress.iteration();
  }

  double millisPerIteration() {
    return (ended - began) / 1e6 / iterations;
  }
}
