package io.mixtura.mixture.observations;

/** Thrown out of a pass when the fit was asked to stop: what the pass had gathered is dropped. */
public final class FitInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FitInterrupted() {
    super("stopped", null, false, false);
  }
}
