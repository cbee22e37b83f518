package io.mixtura.mixture;

/** Thrown out of a pass when the fit was asked to stop: what the pass had gathered is dropped. */
final class FitStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FitStopped() {
    super("stopped", null, false, false);
  }
}
