package io.mixtura.mixture.selection;

/** A follower of a bootstrap while it runs. */
public interface BootstrapObserver {

  /** Whether to stop now. Asked for every tile of points, by several threads. */
  boolean stopRequested();

  /**
   * A replicate begins.
   *
   * @param replicate its number, from 0
   */
  default void starting(int replicate) {}
}
