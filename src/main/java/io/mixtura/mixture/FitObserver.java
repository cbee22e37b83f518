package io.mixtura.mixture;

/** Who follows a fit while it runs. Called from the fit's own threads; must return at once. */
public interface FitObserver {

  /** Whether the fit should stop now. Asked for every tile of points, by several threads. */
  boolean stopRequested();

  /** A start is being sought; its iterations follow. The objective is not known yet: NaN. */
  default void starting(FitProgress progress) {}

  /**
   * An iteration has ended.
   *
   * @param progress where the fit stands
   * @param checkpoint all that is needed to go on from here
   */
  void iterated(FitProgress progress, FitCheckpoint checkpoint);

  /**
   * Where a fit stands.
   *
   * @param start number of the start at work, from 0
   * @param starts how many there are
   * @param iteration its M steps so far
   * @param objective the log-likelihood before the last of them, in the data's own units; for
   *     k-means the inertia
   */
  record FitProgress(int start, int starts, int iteration, double objective) {}
}
